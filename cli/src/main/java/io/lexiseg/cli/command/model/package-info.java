/** The commands on model packs: list, get, check. */
@NullMarked
package io.lexiseg.cli.command.model;

import org.jspecify.annotations.NullMarked;
