package io.lexiseg.demo.registry;

import org.apache.avro.Schema;

/**
 * A schema under a subject.
 *
 * @param subject name it is registered under
 * @param version number within the subject, at least 1
 * @param id number within the registry, at least 1; equal schemas share it
 * @param schema the schema itself
 */
record RegisteredSchema(String subject, int version, int id, Schema schema) {}
