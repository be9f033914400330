package dev.patchbay.app.doctor;

import dev.patchbay.keys.Keychain;
import dev.patchbay.settings.KeyPlace;
import dev.patchbay.settings.SecretRef;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUse;
import dev.patchbay.settings.Settings;

import java.util.ArrayList;
import java.util.List;

/// Whether the place of our secrets can be asked, and has those that are wanted.
public final class KeysCheck {
    private static final String SUBJECT = "keychain";

    private final Settings settings;
    private final Keychain keychain;

    public KeysCheck(Settings settings, Keychain keychain) {
        this.settings = settings;
        this.keychain = keychain;
    }

    public List<Finding> look() {
        List<SecretUse> wanted =
                SecretUse.in(settings).stream()
                        .filter(use -> use.ref() instanceof SecretRef.Keychain)
                        .toList();
        try {
            return found(keychain.names(), wanted);
        } catch (SecretUnavailable e) {
            return List.of(
                    wanted.isEmpty()
                            ? Finding.warn(
                                    SUBJECT,
                                    e.message(),
                                    "No key is kept there now; a reference such as env:NAME needs"
                                            + " none.")
                            : Finding.fail(
                                    SUBJECT,
                                    e.message(),
                                    "Without it %d of the keys cannot be had."
                                            .formatted(wanted.size())));
        }
    }

    private List<Finding> found(List<String> names, List<SecretUse> wanted) {
        List<Finding> findings = new ArrayList<>();
        String place = "%s can be asked; keys kept: %d.".formatted(keychain.place(), names.size());
        findings.add(
                settings.keys().store() == KeyPlace.FILE
                        ? Finding.ok(SUBJECT, place + " You chose it in place of a keychain.")
                        : Finding.ok(SUBJECT, place));
        for (SecretUse use : wanted) {
            if (use.ref() instanceof SecretRef.Keychain(String name) && !names.contains(name)) {
                findings.add(
                        Finding.fail(
                                SUBJECT,
                                "%s wants %s, which is not kept.".formatted(use.user(), use.ref()),
                                "Give it: patchbay keys set " + name));
            }
        }
        return findings;
    }
}
