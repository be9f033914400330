package dev.patchbay.settings.masking;

import dev.patchbay.settings.Secret;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// What a secret looks like once all escapes are undone: itself, or a part of something in base64.
final class Forms {
    private Forms() {}

    static List<byte[]> of(Secret secret) {
        String value = secret.reveal();
        List<byte[]> forms = new ArrayList<>();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        forms.add(bytes);
        if (value.indexOf(' ') >= 0) {
            forms.add(value.replace(' ', '+').getBytes(StandardCharsets.UTF_8)); // in a form
        }
        for (int before = 0; before < 3; before++) {
            byte[] plain = encoded(bytes, before, Base64.getEncoder());
            byte[] forAddresses = encoded(bytes, before, Base64.getUrlEncoder());
            forms.add(plain);
            if (!Arrays.equals(plain, forAddresses)) {
                forms.add(forAddresses);
            }
        }
        return forms;
    }

    /// The letters that are the same whatever stands around the secret.
    ///
    /// @param before how many bytes stand before it, beyond a multiple of three
    private static byte[] encoded(byte[] secret, int before, Base64.Encoder encoder) {
        byte[] whole = new byte[before + secret.length];
        System.arraycopy(secret, 0, whole, before, secret.length);
        int first = (8 * before + 5) / 6;
        int end = 8 * whole.length / 6;
        return Arrays.copyOfRange(encoder.encode(whole), first, end);
    }
}
