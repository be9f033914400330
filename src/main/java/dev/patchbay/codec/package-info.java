/// Pure translation between a dialect and the hub: here what every dialect must offer and the words
/// that they share; around it one folder for each dialect, and one for each thing that several of
/// them do alike. The dialects do not know each other.
///
/// No network, no clock, no threads, no settings. What cannot be translated comes back as {@link
/// dev.patchbay.hub.Loss}.
@NullMarked
package dev.patchbay.codec;

import org.jspecify.annotations.NullMarked;
