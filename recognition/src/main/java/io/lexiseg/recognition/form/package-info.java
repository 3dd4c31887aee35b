/** How a mask and its regions stand in records: the forms a camera asks for, and reading any. */
@NullMarked
package io.lexiseg.recognition.form;

import org.jspecify.annotations.NullMarked;
