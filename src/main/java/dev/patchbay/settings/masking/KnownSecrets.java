package dev.patchbay.settings.masking;

import dev.patchbay.settings.Secret;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;

/// The secrets that this program has met. Whoever finds one adds it; texts of others that are
/// shown, told or kept are masked first. A value shorter than eight letters is left alone: it would
/// be found in half of all words.
public final class KnownSecrets {
    private static final int MOST_OWN = 1_000;
    private static final int MOST_PASSING = 200;
    private static final String MASK = "••••";

    private final LinkedHashSet<Secret> own = new LinkedHashSet<>();
    private final LinkedHashSet<Secret> passing = new LinkedHashSet<>();
    private volatile @Nullable SecretFinder finder = new SecretFinder(List.of());

    /// A secret of the user's: a key, a token, a password.
    public void add(Secret secret) {
        remember(secret, own, MOST_OWN);
    }

    /// A login of the form `user:password`; the password alone is one as well.
    public void addLogin(Secret login) {
        add(login);
        String text = login.reveal();
        add(Secret.of(text.substring(text.indexOf(':') + 1)));
    }

    /// A client's own secret on its way to a backend. Clients may bring any number of them, so only
    /// the latest are remembered.
    public void addPassing(Secret secret) {
        remember(secret, passing, MOST_PASSING);
    }

    private synchronized void remember(Secret secret, LinkedHashSet<Secret> among, int most) {
        if (secret.reveal().length() < SecretFinder.SHORTEST) {
            return;
        }
        boolean isNew = !among.contains(secret);
        among.addLast(secret); // the latest is forgotten last
        if (among.size() > most) {
            Iterator<Secret> oldest = among.iterator();
            oldest.next();
            oldest.remove();
        }
        if (isNew) {
            finder = null;
        }
    }

    private SecretFinder finder() {
        SecretFinder known = finder;
        return known != null ? known : made();
    }

    private synchronized SecretFinder made() {
        List<Secret> all = new ArrayList<>(own);
        all.addAll(passing);
        SecretFinder made = new SecretFinder(all);
        finder = made;
        return made;
    }

    /// This text without them; the same object if none was in it.
    public String mask(String text) {
        if (text.length() < SecretFinder.SHORTEST) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        BitSet found = finder().find(bytes);
        return found.isEmpty() ? text : masked(bytes, found);
    }

    private static String masked(byte[] bytes, BitSet found) {
        var text = new StringBuilder();
        int at = 0;
        for (int from = found.nextSetBit(0); from >= 0; from = found.nextSetBit(at)) {
            text.append(text(bytes, at, from)).append(MASK);
            at = found.nextClearBit(from);
        }
        return text.append(text(bytes, at, bytes.length)).toString();
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /// This body with stars in their place, as long as before, so that it stays what it is (JSON, a
    /// stream of frames); the same array if none was in it.
    public byte[] mask(byte[] body) {
        BitSet found = finder().find(body);
        if (found.isEmpty()) {
            return body;
        }
        byte[] masked = body.clone();
        found.stream().forEach(at -> masked[at] = '*');
        return masked;
    }
}
