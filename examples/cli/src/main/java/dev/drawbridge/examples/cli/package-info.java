/**
 * The operator's command line of Fieldwork: {@link dev.drawbridge.examples.cli.Drawbridge} is the program, one class per noun
 * holds its commands. Each command calls what the operator's pages call, in this process and on the host's database; nothing
 * is decided here.
 */
@NullMarked
package dev.drawbridge.examples.cli;

import org.jspecify.annotations.NullMarked;
