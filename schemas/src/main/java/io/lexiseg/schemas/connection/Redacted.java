package io.lexiseg.schemas.connection;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes users, passwords and tokens out of what people and logs get to see. Where it is not clear
 * whether something is a password, it is one.
 */
public final class Redacted {
  private static final String GAP = "...";
  private static final Pattern ADDRESS =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)([^\\s\"'<>]*)");
  private static final Pattern WHOLE =
      Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*://)(.*)", Pattern.DOTALL);

  /** What stands before a colon is no host unless a port stands behind. */
  private static final Pattern PORTS =
      Pattern.compile("[^:\\[\\]]*:[0-9]*(,[^:]*:[0-9]*)*[:.,;)]*|\\[.*");

  private static final Pattern PARAMETER =
      Pattern.compile(
          "(?i)([?&;][a-z0-9._-]*(?:user|usr|login|pass|pwd|token|secret|key|auth|sig)"
              + "[a-z0-9._-]*=)[^&;#\\s\"']*");
  private static final Pattern SETTING =
      Pattern.compile(
          "(?i)((?:password|passwd|pwd|secret|token|user\\.info)\\s*=\\s*)"
              + "(?:\"[^\"]*\"?|'[^']*'?|[^\\s;,&\"']+)");

  private Redacted() {}

  /** One address, such as a camera's; what is none stays as it is. */
  public static String address(String address) {
    return parameters(WHOLE.matcher(address).replaceAll(Redacted::withoutUser));
  }

  /** Any text: addresses and settings in it lose what is secret, the rest stays. */
  public static String text(String text) {
    String shown = parameters(ADDRESS.matcher(text).replaceAll(Redacted::withoutUser));
    return SETTING.matcher(shown).replaceAll("$1" + GAP);
  }

  private static String parameters(String text) {
    return PARAMETER.matcher(text).replaceAll("$1" + GAP);
  }

  private static String withoutUser(MatchResult address) {
    return Matcher.quoteReplacement(address.group(1) + host(address.group(2)));
  }

  /** A password with a slash or a number sign in it reaches behind where the host should end. */
  private static String host(String rest) {
    String authority = rest.split("[/?#\\\\]", 2)[0];
    int at = authority.lastIndexOf('@');
    if (at >= 0) {
      return rest.substring(at + 1);
    }
    int later = rest.lastIndexOf('@');
    if (later >= 0 && authority.contains(":")) {
      return GAP + rest.substring(later);
    }
    return !authority.contains(":") || PORTS.matcher(authority).matches()
        ? rest
        : GAP + rest.substring(authority.length());
  }
}
