package dev.patchbay.settings.imports;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretRef;

/// A secret of a file, and its place in our store, to which the settings refer.
///
/// @param isThere whether the store has it already
record Kept(SecretRef.Keychain at, Secret secret, boolean isThere) {}
