package io.lexiseg.vision.pack.proposer;

import io.lexiseg.vision.pack.Pack;
import io.lexiseg.vision.pack.PackDocument;
import io.lexiseg.vision.pack.PackFile;
import io.lexiseg.vision.pack.PackKind;
import java.nio.file.Path;
import java.util.List;

/**
 * Networks that propose regions: a folder with {@code pack.json} of the kind {@code proposer}. One
 * network sees the whole picture, the other outlines what is at a point of it. Their tensors are
 * those of {@link io.lexiseg.vision.proposal.Proposer}.
 *
 * <p><b>Threads:</b> immutable.
 *
 * @param folder where the files lie
 * @param id name under which the pack is stored
 * @param licence SPDX expression for the weights
 * @param files every file but {@code pack.json}
 * @param encoder network that sees the picture
 * @param decoder network that outlines
 */
public record ProposerPack(
    Path folder, String id, String licence, List<PackFile> files, Path encoder, Path decoder)
    implements Pack {
  public ProposerPack {
    files = List.copyOf(files);
  }

  /**
   * Reads {@code pack.json} and checks that it is complete; the other files are not opened.
   *
   * @throws io.lexiseg.vision.pack.InvalidPackException with all problems, if the folder holds no
   *     such file, or it is wrong, or the pack is of another kind
   */
  public static ProposerPack load(Path folder) {
    PackDocument document = PackDocument.open(folder, PackKind.PROPOSER);
    String id = document.id();
    String licence = document.fields().text("licence");
    document.fields().text("provenance");
    document.recipe();
    Path encoder = document.file(document.fields(), "encoder");
    Path decoder = document.file(document.fields(), "decoder");
    return document.orThrow(
        document
            .fields()
            .build(
                () -> new ProposerPack(folder, id, licence, document.files(), encoder, decoder)));
  }

  /** Nothing: the encoder is in a format that only ONNX Runtime reads, see {@code Proposer}. */
  @Override
  public List<String> networkProblems() {
    return List.of();
  }
}
