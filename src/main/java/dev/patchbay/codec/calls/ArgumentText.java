package dev.patchbay.codec.calls;

import org.jspecify.annotations.Nullable;

/// The text of one call's arguments, put together of fragments.
///
/// Backends agree that arguments are JSON text and disagree on how it is streamed: in fragments, as
/// ever longer snapshots, as an empty object before the real one, as the whole thing once more at
/// the end. So a fragment that begins with everything that came before can be read in two ways.
/// Mostly one reading is no JSON and drops out at once; while both are possible only that much is
/// sure in which they agree.
final class ArgumentText {
    private final StringBuilder text = new StringBuilder();
    private JsonProgress progress = new JsonProgress();
    private int end = -1;

    /// The other reading of the same fragments, while there are two, and how far both agree.
    private @Nullable String snapshot;

    private int agreed;

    void add(String fragment) {
        if (snapshot != null) {
            decide(fragment, snapshot);
        } else if (isWhole()) {
            addBehind(fragment);
        } else if (beginsWithAll(fragment)) {
            fork(fragment);
        } else {
            append(fragment);
        }
    }

    /// Forgets what came before: this is all of it.
    void become(String whole) {
        text.setLength(0);
        progress = new JsonProgress();
        end = -1;
        snapshot = null;
        append(whole);
    }

    /// No more will come.
    void settle() {
        if (snapshot != null && !isWhole()) {
            become(snapshot);
        }
        snapshot = null;
    }

    /// What the JSON is up to here.
    JsonProgress progress() {
        return progress;
    }

    StringBuilder text() {
        return text;
    }

    /// Whether this is a whole value, even if it may be a placeholder.
    boolean isWhole() {
        return end >= 0;
    }

    /// Whether this is a whole value that later fragments will not change.
    boolean isComplete() {
        return isWhole() && snapshot == null && !progress.isEmptyObject();
    }

    /// How much of the text both readings have.
    int sureEnd() {
        return snapshot == null ? valueEnd() : agreed;
    }

    /// Where the value ends; what came behind it is of no worth.
    int valueEnd() {
        return isWhole() ? end : text.length();
    }

    String value() {
        return text.substring(0, valueEnd()).strip();
    }

    private void append(String fragment) {
        int from = text.length();
        int ended = progress.take(fragment);
        if (ended >= 0) {
            end = from + ended;
        }
        text.append(fragment);
    }

    /// Behind a whole value comes nothing of worth, unless that value was only a placeholder.
    private void addBehind(String fragment) {
        var start = fragment.strip();
        boolean isValue = start.startsWith("{") || start.startsWith("\"");
        if (progress.isEmptyObject() && isValue) {
            become(fragment);
        } else {
            progress.take(fragment);
        }
    }

    private boolean beginsWithAll(String fragment) {
        if (fragment.length() < text.length() || progress.isBlank()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != fragment.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void fork(String fragment) {
        boolean joins = !progress.after(fragment).isWrong();
        boolean stands = !JsonProgress.of(fragment).isWrong();
        if (stands && !joins) {
            become(fragment);
            return;
        }
        if (stands) {
            snapshot = fragment;
            agreed = text.length();
        }
        append(fragment);
    }

    private void decide(String fragment, String earlier) {
        if (fragment.isBlank()) {
            append(fragment);
            return;
        }
        boolean longer = fragment.startsWith(earlier) && !JsonProgress.of(fragment).isWrong();
        if (progress.after(fragment).isWrong()) {
            become(longer ? fragment : earlier + fragment);
        } else {
            snapshot = longer ? fragment : null;
            append(fragment);
        }
    }
}
