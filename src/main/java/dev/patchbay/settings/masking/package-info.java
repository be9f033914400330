/// Takes secrets out of what others wrote: a backend's error text that repeats the key it refuses,
/// a body that is kept, the report of a fault.
///
/// `KnownSecrets` is told every secret that is found, and masks it wherever it stands, however it
/// is spelled there. It is asked for texts that people will see and for what goes to the disk,
/// never for an answer on its way to a client.
///
/// Not here: guesses at what looks like a key (codec), and where secrets live (keys).
@NullMarked
package dev.patchbay.settings.masking;

import org.jspecify.annotations.NullMarked;
