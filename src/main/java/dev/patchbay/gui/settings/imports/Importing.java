package dev.patchbay.gui.settings.imports;

import dev.patchbay.settings.imports.Change;
import dev.patchbay.settings.imports.Remark;

import java.nio.file.Path;
import java.util.List;

/// How an older program's file is brought in. All of it may block.
public interface Importing {
    /// What a file would bring; nothing is changed yet.
    ///
    /// @param origin whose file it is
    record Offer(String origin, List<Change> changes, List<Remark> remarks, Taking take) {
        public Offer {
            changes = List.copyOf(changes);
            remarks = List.copyOf(remarks);
        }
    }

    interface Taking {
        void take() throws Exception;
    }

    /// @param replace whether what stands here gives way
    Offer read(Path file, boolean replace) throws Exception;
}
