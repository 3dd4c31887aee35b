package io.lexiseg.lab.soak.checker;

import java.util.List;

/**
 * What a check found.
 *
 * @param name of the check
 * @param passed whether all is well
 * @param numbers what was counted, for people
 * @param problems the first few things that are wrong, each with its place
 */
public record Verdict(String name, boolean passed, String numbers, List<String> problems) {
  public Verdict {
    problems = List.copyOf(problems);
  }
}
