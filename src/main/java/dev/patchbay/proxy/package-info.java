/// The running proxy as people see it: all that verbs and windows may ask of it. Behind it a
/// request goes down from folder to folder, from the door to the catalogue, and none knows those
/// above it.
@NullMarked
package dev.patchbay.proxy;

import org.jspecify.annotations.NullMarked;
