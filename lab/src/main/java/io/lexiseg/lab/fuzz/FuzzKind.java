package io.lexiseg.lab.fuzz;

/** At which level a record was spoilt. */
enum FuzzKind {
  /** Not at all: what is whole must become a mask among all the rest. */
  WHOLE,
  /** Bytes of a whole record changed, cut, repeated. */
  BYTES,
  /** A record as the schema allows it, with any values. */
  FIELDS,
  /** A whole record around bytes of a picture that were changed. */
  PICTURE,
  /** Led by the id of another schema, or of none. */
  SCHEMA,
  /** Key, headers or the value's presence are odd. */
  ENVELOPE
}
