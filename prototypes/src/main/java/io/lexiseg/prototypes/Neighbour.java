package io.lexiseg.prototypes;

/**
 * A key found near a query.
 *
 * @param id of the prototype stored under the key
 * @param similarity cosine of key and query, -1..1 give or take the rounding of a float sum
 */
public record Neighbour(long id, float similarity) {}
