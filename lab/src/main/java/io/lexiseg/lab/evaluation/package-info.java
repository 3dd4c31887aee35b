/** The pipeline without Kafka: pictures from files, and how good their masks are. */
@NullMarked
package io.lexiseg.lab.evaluation;

import org.jspecify.annotations.NullMarked;
