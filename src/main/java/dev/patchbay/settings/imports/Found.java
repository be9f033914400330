package dev.patchbay.settings.imports;

import dev.patchbay.settings.Login;
import dev.patchbay.settings.Settings;

import java.util.List;
import java.util.Map;

/// What a file says, as settings of ours.
///
/// @param origin whose file it is
/// @param settings what it brings: only what it says itself counts
/// @param remarks what does not come, and why
/// @param secrets the keys of its backends, by the backend's id
/// @param logins the sign-ins of its backends, by the backend's id
public record Found(
        Origin origin,
        Settings settings,
        List<Remark> remarks,
        Map<String, List<Kept>> secrets,
        Map<String, Login> logins) {
    public Found {
        remarks = List.copyOf(remarks);
        secrets = Map.copyOf(secrets);
        logins = Map.copyOf(logins);
    }

    /// Whether it brings a key that is not kept yet.
    public boolean holdsNewKeys() {
        return secrets.values().stream().flatMap(List::stream).anyMatch(each -> !each.isThere());
    }
}
