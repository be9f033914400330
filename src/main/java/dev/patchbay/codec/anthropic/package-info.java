/// The Anthropic Messages dialect, both ways: the requests of clients are read and those to
/// backends written, answers are told and heard, errors are worded and understood.
///
/// What only this dialect knows of a conversation is flattened to text as it is read, so that no
/// other room meets it; what only it knows of an answer passes through to clients who speak it.
@NullMarked
package dev.patchbay.codec.anthropic;

import org.jspecify.annotations.NullMarked;
