package dev.patchbay.gui.monitor.requests;

import dev.patchbay.history.Filter;
import dev.patchbay.history.HistoryReader.Marks;
import dev.patchbay.history.HistoryReader.Page;
import dev.patchbay.history.HistoryReader.Unreadable;
import dev.patchbay.history.KeptBody;
import dev.patchbay.history.KeptExchange;
import dev.patchbay.history.Totals;
import dev.patchbay.settings.SettingsRefused;

import java.util.List;
import java.util.Optional;

/// Where the screen has requests from. All of it may block, but for what settings say.
public interface Sources {
    /// The newest, those under way included.
    Page newest(Filter filter, int most) throws Unreadable;

    /// Those behind a page.
    Page beyond(Filter filter, long next, int most) throws Unreadable;

    /// Where all pages behind a page begin.
    Marks marks(Filter filter, long next, int most) throws Unreadable;

    /// All that are over, added up.
    Totals total(Filter filter) throws Unreadable;

    Optional<KeptExchange> exchange(String id) throws Unreadable;

    List<KeptBody> bodies(KeptExchange exchange) throws Unreadable;

    /// The backends of the settings, by id.
    List<String> backends();

    /// Whether the bodies of new requests are kept.
    boolean keepsBodies();

    /// Keeps them from now on.
    void keepBodies() throws SettingsRefused;
}
