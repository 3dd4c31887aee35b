"""Tests of the drawing program, the vocabulary, the reference loop and the attribution rule."""

import json

import numpy as np
import onnxruntime
import pytest
import torch

import evaluate
import export
import reference
import scenes
import vocabulary
from networks import Codec, Decoder, Denoiser, TextEncoder


@pytest.fixture(scope="module")
def pack(tmp_path_factory):
    """An exported pack of random weights, all different."""
    torch.manual_seed(1)
    modules = torch.nn.ModuleDict({"text": TextEncoder(), "denoiser": Denoiser()})
    decoder = Decoder()
    for parameter in (*modules.parameters(), *decoder.parameters()):
        torch.nn.init.normal_(parameter, std=0.08)
    rng = np.random.default_rng(1)
    codec = Codec.fit(np.stack([scenes.draw(rng).image for _ in range(40)]))
    folder = tmp_path_factory.mktemp("pack")
    checkpoint = folder / "checkpoint.pt"
    torch.save({"step": 0, "average": modules.state_dict(), "decoder": decoder.state_dict(),
                "codec": (codec.mean, codec.matrix)}, checkpoint)
    export.export(checkpoint, folder)
    return folder


def test_masks_agree_with_the_colours_that_were_drawn():
    rng = np.random.default_rng(3)
    agreement = []
    for _ in range(60):
        scene = scenes.draw(rng)
        nouns = list(dict.fromkeys([*scene.icons, scene.ground, scene.sky]))
        owners = evaluate.by_colour(scene.image, nouns)
        truth = np.vectorize(lambda label: nouns.index(scenes.NOUNS[label]))(scene.labels)
        agreement.append((owners == truth).mean())
    assert np.mean(agreement) > 0.95


def test_a_seed_draws_the_same_scene_again():
    first, second = (scenes.draw(np.random.default_rng(9)) for _ in range(2))
    assert first.caption == second.caption
    assert (first.image == second.image).all() and (first.labels == second.labels).all()


def test_every_caption_consists_of_known_words_and_names_what_is_drawn():
    rng = np.random.default_rng(4)
    for _ in range(400):
        scene = scenes.draw(rng)
        ids = vocabulary.encode(scene.caption)
        assert vocabulary.UNK not in ids and ids[-1] in (vocabulary.SEP, vocabulary.PAD)
        for noun in scene.named:
            assert scene.mask(noun).any(), scene.caption
            assert vocabulary.places(scene.caption, noun), scene.caption


def test_ids_follow_the_word_piece_rule():
    def pieces(text):
        return [vocabulary.WORDS[i] for i in vocabulary.encode(text) if i != vocabulary.PAD]

    assert pieces("A House, on bricks!") == ["[CLS]", "a", "house", ",", "on", "brick", "##s",
                                             "[UNK]", "[SEP]"]
    assert pieces("the zebra [SEP]") == ["[CLS]", "the"] + ["[UNK]"] * 4 + ["[SEP]"]
    assert pieces("") == ["[CLS]", "[SEP]"]
    assert len(pieces("tree " * 50)) == vocabulary.TOKENS


def test_written_data_set_is_what_evaluation_reads(tmp_path):
    from PIL import Image

    scenes.write(tmp_path, 3, 5)
    classes = json.loads((tmp_path / "classes.json").read_text())
    assert classes["unlabelled"] == 0 and len(classes["classes"]) == 22
    labels = np.array(Image.open(tmp_path / "masks" / "scene-00002.png"))
    assert labels.shape == (64, 64) and labels.min() >= 1 and labels.max() <= 22
    assert len((tmp_path / "captions.txt").read_text().splitlines()) == 3


def test_noise_is_java_util_random():
    noise = reference.JavaRandom(42).noise(5)
    assert noise == pytest.approx([1.141905, 0.919408, -0.949867, -1.106990, 0.280978], abs=1e-6)


def test_ddim_has_the_timesteps_and_alphas_of_the_schedule():
    ddim = reference.Ddim(50)
    assert ddim.timesteps[:3] == [981, 961, 941] and ddim.timesteps[-1] == 1
    assert ddim.alphas[[0, 501, 999]] == pytest.approx([0.99914998, 0.27499884, 0.00466010])


def test_bicubic_agrees_with_pytorch():
    values = torch.rand(1, 2, 8, 8, dtype=torch.float64)
    for size in (16, 64):
        expected = torch.nn.functional.interpolate(values, size=(size, size), mode="bicubic",
                                                   align_corners=False)
        assert np.abs(reference.resize(values.numpy(), size) - expected.numpy()).max() < 1e-12


def test_maps_are_the_wanted_tokens_shares_of_attention(pack):
    loaded = reference.Pack(pack)
    tokens = loaded.tokens("a house on grass under the sky")
    select, places = loaded.select(tokens, ["house", "grass", "sky"])
    assert places == {"house": [2], "grass": [4], "sky": [7]}
    x = reference.JavaRandom(1).noise(1, 12, 16, 16)
    out, maps16, maps8 = loaded.call(x, 501, loaded.hidden(loaded.ids(tokens)), select)
    assert out.shape == (2, 12, 16, 16)
    assert maps16.shape == (16, 8, 16, 16) and maps8.shape == (8, 8, 8, 8)
    assert (maps16[:, :3] > 0).all() and (maps16.sum(1) < 1).all() and not maps16[:, 3:].any()


def test_export_keeps_shapes_static_and_versions_old(pack):
    session = onnxruntime.InferenceSession(str(pack / "denoiser.onnx"))
    assert [i.shape for i in session.get_inputs()] == [[2, 12, 16, 16], [2], [2, 24, 96], [8, 24]]
    assert all(isinstance(n, int) for o in session.get_outputs() for n in o.shape)
    model = export.onnx.load(pack / "denoiser.onnx")
    assert model.ir_version == 8 and model.opset_import[0].version == 17


def test_the_loop_is_repeatable_and_masks_follow_the_map(pack):
    loaded = reference.Pack(pack)
    first, second = (loaded.generate("a car on sand at night", ["car", "sand"], 5, 3)
                     for _ in range(2))
    assert (first.picture == second.picture).all()
    assert set(first.maps) == {"car", "sand"} and first.maps["car"].min() >= 0
    bump = np.zeros((16, 16))
    bump[4:8, 8:12] = 1
    inside, _ = reference.mask(bump)
    assert inside[16:32, 32:48].mean() > 0.95 and inside.sum() < 420


def test_the_reference_reads_captions_as_the_training_does(pack):
    loaded, rng = reference.Pack(pack), np.random.default_rng(6)
    for _ in range(100):
        scene = scenes.draw(rng)
        tokens = loaded.tokens(scene.caption)
        assert (loaded.ids(tokens) == vocabulary.encode(scene.caption)).all()
        _, places = loaded.select(tokens, scene.named)
        assert places == {n: vocabulary.places(scene.caption, n) for n in scene.named}
