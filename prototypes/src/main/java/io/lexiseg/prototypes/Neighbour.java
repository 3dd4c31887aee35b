package io.lexiseg.prototypes;

/**
 * A key found near a query.
 *
 * @param id of the prototype stored under the key
 * @param similarity cosine of key and query, -1..1
 */
public record Neighbour(long id, float similarity) {}
