package io.lexiseg.cli.command.change;

import io.lexiseg.schemas.CommandAction;
import io.lexiseg.schemas.DropPolicy;
import io.lexiseg.schemas.DropRule;
import io.lexiseg.schemas.MaskEncoding;
import io.lexiseg.schemas.MaskOutputs;
import io.lexiseg.schemas.SteadyMasks;
import io.lexiseg.schemas.VocabularyCommand;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lets cameras use a vocabulary. */
@Command(
    name = "bind",
    description = "Let cameras use a vocabulary.",
    mixinStandardHelpOptions = true)
public final class VocabularyBindCommand extends VocabularyChange {
  /** Drop policies that a command can ask for. */
  enum Policy {
    EVERY,
    LATEST
  }

  @Option(
      names = {"--profile", "--preset"},
      paramLabel = "P",
      description = "Preset of the model pack; default the pack's own.")
  private @Nullable String profile;

  @Option(
      names = "--drop",
      paramLabel = "POLICY",
      defaultValue = "EVERY",
      description =
          "every: segment each frame; latest: only the newest waiting (${DEFAULT-VALUE}).")
  private Policy policy;

  /** Forms of masks that a command can ask for. */
  enum Form {
    PNG(MaskEncoding.PNG),
    RLE(MaskEncoding.COCO_RLE),
    POLYGONS(MaskEncoding.POLYGONS);

    private final MaskEncoding encoding;

    Form(MaskEncoding encoding) {
      this.encoding = encoding;
    }
  }

  @Option(
      names = "--forms",
      paramLabel = "FORM",
      split = ",",
      description = "Forms of the masks: png, rle, polygons, joined by commas; default png.")
  private List<Form> forms = List.of();

  @Option(
      names = "--polygon-tolerance",
      paramLabel = "PX",
      description = "Pixels that a polygon may stray from its region's edge; default 0, exact.")
  private float tolerance;

  @Option(
      names = "--regions",
      description = "List connected regions and follow them from frame to frame.")
  private boolean regions;

  @Option(
      names = "--steady",
      paramLabel = "HOW",
      description =
          "How much the last frames count where nothing moved: profile, off, normal, strong;"
              + " default as before, at first what the profile says.")
  private @Nullable SteadyMasks steady;

  @Parameters(
      arity = "1..*",
      paramLabel = "CAMERA",
      description = "Camera ids; * for cameras without a binding of their own.")
  private List<String> cameras;

  VocabularyBindCommand() {
    super(CommandAction.BIND);
  }

  @Override
  void fill(VocabularyCommand.Builder command) {
    Optional.ofNullable(profile).ifPresent(command::setProfile);
    Optional.ofNullable(steady).ifPresent(command::setSteady);
    DropRule rule = policy == Policy.LATEST ? DropRule.LATEST : DropRule.EVERY;
    if (regions || !forms.isEmpty() || tolerance != 0) {
      List<MaskEncoding> encodings = forms.stream().map(form -> form.encoding).toList();
      command.setOutputs(new MaskOutputs(encodings, tolerance, regions));
    }
    command.setCameraIds(cameras).setDropPolicy(DropPolicy.newBuilder().setRule(rule).build());
  }
}
