package io.lexiseg.recognition.model;

import io.lexiseg.prototypes.IndexManifest;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.location.IndexPlace;
import io.lexiseg.recognition.category.Profiles;
import io.lexiseg.vision.setting.Preset;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The generations published at one place; another one is opened beside the one in use. */
public final class PublishedGenerations implements Generations {
  private final IndexPlace place;
  private final Consumer<IndexManifest> fit;
  private final Function<UsedIndex, Generation> opening;
  private Optional<Generation> next = Optional.empty();
  private volatile Generation inUse;

  /**
   * One generation.
   *
   * @param index open
   * @param profiles made with it
   * @param profile makes further ones
   */
  public record Generation(
      UsedIndex index, Profiles profiles, Function<Preset, Profiles.Profile> profile) {
    IndexManifest manifest() {
      return index.index().manifest();
    }
  }

  /**
   * Begins with an index that is open.
   *
   * @param first taken over; closed, too, where an exception is thrown
   * @param fit throws {@link IllegalArgumentException} where an index does not fit the model
   * @param opening makes profiles
   */
  public PublishedGenerations(
      IndexPlace place,
      PrototypeIndex first,
      Consumer<IndexManifest> fit,
      Function<UsedIndex, Generation> opening) {
    this.place = place;
    this.fit = fit;
    this.opening = opening;
    this.inUse = generation(first);
  }

  private Generation generation(PrototypeIndex index) {
    UsedIndex used = new UsedIndex(index);
    try {
      fit.accept(index.manifest());
      return opening.apply(used);
    } catch (RuntimeException e) { // whatever it is, the index is closed
      used.retire();
      throw e;
    }
  }

  @Override
  public Profiles profiles() {
    return inUse.profiles();
  }

  @Override
  public Profiles.Profile profile(Preset preset) {
    return inUse.profile().apply(preset);
  }

  @Override
  public synchronized Optional<Profiles> next() {
    IndexManifest published = place.manifest();
    if (next.isPresent() && !next.get().manifest().equals(published)) {
      next.get().index().retire();
      next = Optional.empty();
    }
    if (next.isEmpty() && !inUse.manifest().equals(published)) {
      fit.accept(published); // before anything large is opened
      next = Optional.of(generation(place.open()));
    }
    return next.map(Generation::profiles);
  }

  @Override
  public synchronized void use(Profiles profiles) {
    Generation successor =
        next.filter(generation -> generation.profiles().equals(profiles))
            .orElseThrow(() -> new IllegalStateException("index: expected the next generation"));
    inUse.index().retire();
    inUse = successor;
    next = Optional.empty();
  }

  @Override
  public synchronized void close() {
    next.ifPresent(generation -> generation.index().retire());
    inUse.index().retire();
  }
}
