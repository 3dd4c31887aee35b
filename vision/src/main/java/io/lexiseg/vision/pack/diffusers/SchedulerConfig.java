package io.lexiseg.vision.pack.diffusers;

import io.lexiseg.vision.pack.generator.SchedulerSpec;
import io.lexiseg.vision.pack.generator.SchedulerSpec.Kind;
import io.lexiseg.vision.pack.generator.SchedulerSpec.Prediction;

/** Reads {@code scheduler_config.json}; what is absent has the library's default. */
final class SchedulerConfig {
  private static final String CLASS = "_class_name";
  private static final String SPACING = "timestep_spacing";
  private static final String[] SIGMAS = {
    "use_karras_sigmas", "use_exponential_sigmas", "use_beta_sigmas"
  };

  private SchedulerConfig() {}

  /**
   * The scheduler.
   *
   * @param steps of a picture when nothing else is asked for
   */
  static SchedulerSpec read(ModelConfig json, int steps) {
    if (!json.text("beta_schedule").orElse("linear").equals("scaled_linear")) {
      throw json.wrong("beta_schedule", "scaled_linear");
    }
    json.requireAbsent("rescale_betas_zero_snr", "thresholding", "trained_betas");
    return new SchedulerSpec(
        kind(json),
        prediction(json),
        json.number("beta_start", 0.0001),
        json.number("beta_end", 0.02),
        json.integer("num_train_timesteps", 1000),
        steps);
  }

  private static Prediction prediction(ModelConfig json) {
    return switch (json.text("prediction_type").orElse("epsilon")) {
      case "epsilon" -> Prediction.EPSILON;
      case "v_prediction" -> Prediction.V;
      default -> throw json.wrong("prediction_type", "epsilon or v_prediction");
    };
  }

  private static Kind kind(ModelConfig json) {
    Kind kind =
        switch (json.text(CLASS).orElse("")) {
          case "DDIMScheduler" -> Kind.DDIM;
          case "PNDMScheduler" -> Kind.PNDM;
          case "EulerDiscreteScheduler" -> Kind.EULER_TRAILING;
          case "DPMSolverMultistepScheduler" -> Kind.DPM_SOLVER_PP_2M;
          default ->
              throw json.wrong(
                  CLASS,
                  "DDIMScheduler, PNDMScheduler, EulerDiscreteScheduler or DPMSolverMultistepScheduler");
        };
    switch (kind) {
      case DDIM -> requireDdim(json);
      case PNDM -> requirePndm(json);
      case EULER_TRAILING -> requireTrailing(json);
      case DPM_SOLVER_PP_2M -> requireSecondOrder(json);
    }
    return kind;
  }

  private static void requireDdim(ModelConfig json) {
    requireLeading(json);
    if (json.flag("clip_sample", true)) {
      throw json.wrong("clip_sample", "false");
    }
    if (json.flag("set_alpha_to_one", true)) {
      throw json.wrong("set_alpha_to_one", "false");
    }
  }

  private static void requirePndm(ModelConfig json) {
    requireLeading(json);
    if (!json.flag("skip_prk_steps", false)) {
      throw json.wrong("skip_prk_steps", "true");
    }
    json.require("set_alpha_to_one", false);
  }

  private static void requireTrailing(ModelConfig json) {
    if (!json.text(SPACING).orElse("linspace").equals("trailing")) {
      throw json.wrong(SPACING, "trailing");
    }
    json.requireAbsent(SIGMAS);
  }

  private static void requireSecondOrder(ModelConfig json) {
    json.require(SPACING, "linspace");
    json.require("algorithm_type", "dpmsolver++");
    json.require("solver_order", 2);
    json.require("solver_type", "midpoint");
    json.requireAbsent(SIGMAS);
  }

  private static void requireLeading(ModelConfig json) {
    json.require(SPACING, "leading");
    if (json.number("steps_offset", 0) != 1) {
      throw json.wrong("steps_offset", "1");
    }
  }
}
