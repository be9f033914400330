/// Where secrets live: the environment, files, commands, and Patchbay's own store, which is the
/// keychain of the system (one adapter each) or, by consent, a file. `KeyRing` is the one that
/// others ask, through the port `Secrets`; `KeyMove` brings keys to where they belong.
///
/// Here too are the local tokens, which are made and compared in one place. Nothing here knows
/// what a secret is for, and no message holds one.
@NullMarked
package dev.patchbay.keys;

import org.jspecify.annotations.NullMarked;
