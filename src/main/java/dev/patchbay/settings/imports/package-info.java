/// What older programs' settings mean here: claude-code-router's, cc-switch's and those of the five
/// proxies that Patchbay succeeds.
///
/// An importer reads one kind of file and speaks in the words of settings.json (`Harvest`); what it
/// said is read like every settings file, and `Merge` lays it over the settings in force, without
/// taking anything away that nobody named. A file comes from anywhere: its values are never read as
/// references, its keys go into the secret store at once, and no message repeats a value.
///
/// Not here: the settings' own export and import, and who asks.
@NullMarked
package dev.patchbay.settings.imports;

import org.jspecify.annotations.NullMarked;
