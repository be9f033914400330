/// Which models the backends list: fetched, kept on disk, searched by name, never waited for.
@NullMarked
package dev.patchbay.proxy.catalogue;

import org.jspecify.annotations.NullMarked;
