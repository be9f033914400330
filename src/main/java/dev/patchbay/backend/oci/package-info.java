/// How OCI is shown who asks: the user's own OCI configuration, its keys and session tokens, and
/// the signature of a request.
///
/// A signature takes milliseconds of arithmetic (2 to 4 for an RSA key of 2048 bits where this was
/// measured), and the files are read again when they change: both happen on virtual threads, never
/// on an I/O thread.
@NullMarked
package dev.patchbay.backend.oci;

import org.jspecify.annotations.NullMarked;
