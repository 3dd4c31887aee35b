package io.lexiseg.indexbuilder.faiss;

import static org.assertj.core.api.Assertions.assertThat;

import io.lexiseg.prototypes.IndexDescription;
import io.lexiseg.prototypes.PrototypeIndex;
import io.lexiseg.prototypes.PrototypeIndexWriter;
import io.lexiseg.prototypes.PrototypeIndexes;
import io.lexiseg.vision.pack.ModelPack;
import io.lexiseg.vision.pack.lite.ProgressListener;
import io.lexiseg.vision.pack.onnx.TinyPack;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaissImportTest {
  @TempDir static Path packs;
  private static ModelPack pack;

  @TempDir Path folder;

  @BeforeAll
  static void writePack() {
    pack = TinyPack.write(packs.resolve("tiny"), 1);
  }

  @Test
  void shouldPairKeysWithPrototypesInOrderOfNames() {
    // given
    Path faiss = Published.copy("hnsw.index", folder);
    Path prototypes = Published.copy("prototypes.tar", folder);

    // when
    try (PrototypeIndex index = whenImported(faiss, prototypes)) {
      // then
      assertThat(index.manifest().count()).isEqualTo(Published.COUNT);
      for (int row = 0; row < Published.COUNT; row++) {
        assertThat(index.keys(new long[] {row})).containsExactly(Published.key(row));
        assertThat(index.prototypes(new long[] {row})).containsExactly(Published.prototype(row));
      }
      assertThat(index.nouns(new long[] {0, 9, 22, 23}))
          .isEqualTo(List.of("bicycle", "tree", "wide", "tree"));
    }
  }

  private PrototypeIndex whenImported(Path faiss, Path prototypes) {
    ImportSettings settings =
        new ImportSettings(
            pack, folder, Pattern.compile(ImportSettings.AFTER_LAST_UNDERSCORE), false);
    String out = folder.resolve("index").toString();
    try (FaissImport pairs = FaissImport.open(faiss, prototypes, settings, ProgressListener.NONE)) {
      IndexDescription description =
          new IndexDescription("index", 1, pack.backbone(), 32, 64, pairs.report().facts());
      try (PrototypeIndexWriter writer = PrototypeIndexes.create(out, description)) {
        pairs.addTo(writer, ProgressListener.NONE);
        writer.publish();
      }
    }
    return PrototypeIndexes.open(out);
  }
}
