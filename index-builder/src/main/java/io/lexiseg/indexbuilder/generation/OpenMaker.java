package io.lexiseg.indexbuilder.generation;

/**
 * What makes prototypes with one generator and one encoder pack.
 *
 * @param maker to be closed by whoever asked for it
 * @param generatorId generator pack that draws
 * @param backbone of the encoder pack: an index of another one does not take its prototypes
 */
public record OpenMaker(PrototypeMaker maker, String generatorId, String backbone) {}
