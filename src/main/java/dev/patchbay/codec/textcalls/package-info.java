/// Tool calls that a model writes into its text: found there while the text comes, and written
/// there for its next turn; the forms are a table.
@NullMarked
package dev.patchbay.codec.textcalls;

import org.jspecify.annotations.NullMarked;
