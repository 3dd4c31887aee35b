package io.lexiseg.processor.generation;

import io.lexiseg.schemas.CategoryGeneration;
import io.lexiseg.schemas.GenerationState;
import io.lexiseg.schemas.ReasonCount;
import io.lexiseg.schemas.RequestSetState;
import io.lexiseg.schemas.RequestSetStatus;
import java.util.Optional;

/** Words where the prototypes of a category stand. */
final class Progress {
  private Progress() {}

  /** A set that was asked for just now. */
  static RequestSetStatus asked(RequestSet set, long nowMillis) {
    return RequestSetStatus.newBuilder()
        .setRequestSet(set.id())
        .setIndexName(set.target().indexName())
        .setReplaces(set.target().replaces())
        .setGeneratorId(set.target().generatorId())
        .setState(RequestSetState.ASKED)
        .setAsked(set.captions().size())
        .setSinceMillis(nowMillis)
        .build();
  }

  /** A set that may not be asked for now. */
  static CategoryGeneration refused(String category, String set, String generator, String why) {
    return CategoryGeneration.newBuilder()
        .setCategory(category)
        .setRequestSet(set)
        .setGeneratorId(generator)
        .setState(GenerationState.REFUSED)
        .setDetail(why)
        .build();
  }

  /**
   * A set that was asked for.
   *
   * @param indexGeneration that a processor resolved the category with
   * @param wasInUse whether that was said before: processors follow the index one after the other
   */
  static CategoryGeneration of(
      String category, RequestSetStatus set, Optional<Integer> indexGeneration, boolean wasInUse) {
    boolean used =
        set.getState() == RequestSetState.PUBLISHED
            && (wasInUse
                || indexGeneration.orElse(0) >= set.getIndexGeneration().orElse(Integer.MAX_VALUE));
    CategoryGeneration.Builder progress =
        CategoryGeneration.newBuilder()
            .setCategory(category)
            .setRequestSet(set.getRequestSet())
            .setGeneratorId(set.getGeneratorId())
            .setState(used ? GenerationState.IN_USE : state(set.getState()))
            .setAsked(set.getAsked())
            .setMade(set.getMade())
            .setDropped((int) set.getDropped().stream().mapToLong(ReasonCount::getCount).sum());
    set.getIndexGeneration().ifPresent(progress::setIndexGeneration);
    set.getDetail().ifPresent(progress::setDetail);
    return progress.build();
  }

  private static GenerationState state(RequestSetState state) {
    return switch (state) {
      case ASKED -> GenerationState.ASKED;
      case MAKING, LOADING -> GenerationState.MAKING;
      case PUBLISHED -> GenerationState.PUBLISHED;
      case NOTHING -> GenerationState.NOTHING;
      case FAILED -> GenerationState.FAILED;
      default -> GenerationState.UNKNOWN;
    };
  }
}
