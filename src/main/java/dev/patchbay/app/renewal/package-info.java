/// What becomes of a running program when another version of it is put into its place: it notices,
/// says so, and begins anew as that version. It cuts nobody off: a person is asked what becomes of
/// requests under way, and where nobody can be asked they are waited for.
@NullMarked
package dev.patchbay.app.renewal;

import org.jspecify.annotations.NullMarked;
