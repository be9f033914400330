/// Other programs' config files: pointing a client at us, and taking that back.
///
/// A client with a file of its own (`ClaudeCode`) says where the file is and which `NamedKey`s it
/// needs; `Connections` plans the change, shows it as a `Diff` and makes it. `Merge` touches only
/// the named keys, and every other byte stays. What was changed is remembered as a `Connection`,
/// so that it can be taken back as long as it is still ours. Any other client (`AnyClient`) gets
/// lines to copy.
///
/// Not here: who answers behind our address, and who asks for the change.
@NullMarked
package dev.patchbay.connect;

import org.jspecify.annotations.NullMarked;
