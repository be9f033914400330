/// What `patchbay doctor` looks at. Each check looks, changes nothing, and answers findings that
/// hold no secret. What is built for it comes from outside.
@NullMarked
package dev.patchbay.app.doctor;

import org.jspecify.annotations.NullMarked;
