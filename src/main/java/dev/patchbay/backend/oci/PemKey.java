package dev.patchbay.backend.oci;

import dev.patchbay.settings.Secret;
import dev.patchbay.settings.SecretUnavailable;
import dev.patchbay.settings.SecretUnavailable.Reason;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/// An RSA key from a PEM file, in each of the forms that people have: PKCS#8 and PKCS#1, with and
/// without a pass phrase. What stands before or behind the key is ignored: Oracle's own programs
/// write a label there.
final class PemKey {
    private static final Pattern BLOCK =
            Pattern.compile("(?s)-----BEGIN ([A-Z ]+)-----(.*?)-----END \\1-----");
    private static final Pattern HEADERS =
            Pattern.compile("(?s)\\s*((?:[A-Za-z-]+:[^\\n]*\\n)+)\\s*(.*)");
    private static final Pattern DEK = Pattern.compile("DEK-Info:\\s*([A-Z0-9-]+),([0-9A-Fa-f]+)");

    /// Nobody makes a pass phrase so slow; a damaged file may say anything.
    private static final int MOST_ROUNDS = 10_000_000;

    /// What precedes an RSA key of PKCS#1 inside PKCS#8: version 0 and the algorithm's name.
    private static final byte[] RSA_ALGORITHM = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private final String place;
    private final Optional<Secret> passPhrase;

    private PemKey(String place, Optional<Secret> passPhrase) {
        this.place = place;
        this.passPhrase = passPhrase;
    }

    /// @param place where the key is from, for people
    static PrivateKey read(String pem, Optional<Secret> passPhrase, String place)
            throws SecretUnavailable {
        return new PemKey(place, passPhrase).read(pem);
    }

    private PrivateKey read(String pem) throws SecretUnavailable {
        Matcher block = BLOCK.matcher(pem.replace("\r", ""));
        while (block.find()) {
            String body = block.group(2);
            switch (block.group(1)) {
                case "PRIVATE KEY" -> {
                    return pkcs8(bytes(body));
                }
                case "ENCRYPTED PRIVATE KEY" -> {
                    return decrypted(bytes(body));
                }
                case "RSA PRIVATE KEY" -> {
                    return pkcs1(body);
                }
                // A certificate or a public key may stand beside it.
                default -> {}
            }
        }
        throw unusable("holds no RSA key in PEM form");
    }

    private PrivateKey pkcs8(byte[] der) throws SecretUnavailable {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw unusable("holds no RSA key that this Java can read");
        }
    }

    private PrivateKey pkcs1(String body) throws SecretUnavailable {
        Matcher headers = HEADERS.matcher(body);
        if (!headers.matches()) {
            return pkcs8(wrapped(bytes(body)));
        }
        Matcher dek = DEK.matcher(headers.group(1));
        if (!dek.find()) {
            return pkcs8(wrapped(bytes(headers.group(2))));
        }
        String phrase = passPhrase();
        try {
            var cipher = OldPemCipher.of(dek.group(1), dek.group(2), phrase);
            return pkcs8(wrapped(cipher.doFinal(bytes(headers.group(2)))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw wrongPhrase();
        }
    }

    private PrivateKey decrypted(byte[] der) throws SecretUnavailable {
        String phrase = passPhrase();
        try {
            var info = new EncryptedPrivateKeyInfo(der);
            // PBES2 is a family; which of its ciphers it is stands in the parameters.
            String algorithm = info.getAlgParameters().toString();
            if (rounds(info) > MOST_ROUNDS) {
                throw unusable("is damaged");
            }
            var key =
                    SecretKeyFactory.getInstance(algorithm)
                            .generateSecret(new PBEKeySpec(phrase.toCharArray()));
            var cipher = Cipher.getInstance(algorithm);
            cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
            return KeyFactory.getInstance("RSA").generatePrivate(info.getKeySpec(cipher));
        } catch (NoSuchAlgorithmException | IOException e) {
            throw unusable(
                    "is encrypted in a way that this Java cannot read; write it anew with"
                            + " `openssl pkcs8 -topk8 -v2 aes-256-cbc`");
        } catch (GeneralSecurityException e) {
            throw wrongPhrase();
        }
    }

    private static int rounds(EncryptedPrivateKeyInfo info) throws GeneralSecurityException {
        return info.getAlgParameters().getParameterSpec(PBEParameterSpec.class).getIterationCount();
    }

    /// The key of PKCS#1 inside the envelope of PKCS#8.
    private static byte[] wrapped(byte[] pkcs1) {
        byte[] key = der(0x04, pkcs1);
        byte[] content = new byte[RSA_ALGORITHM.length + key.length];
        System.arraycopy(RSA_ALGORITHM, 0, content, 0, RSA_ALGORITHM.length);
        System.arraycopy(key, 0, content, RSA_ALGORITHM.length, key.length);
        return der(0x30, content);
    }

    /// A value of DER: tag, length, content. The length takes one to three bytes.
    private static byte[] der(int tag, byte[] content) {
        int length = content.length;
        byte[] head =
                length < 128
                        ? new byte[] {(byte) tag, (byte) length}
                        : length < 256
                                ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                                : new byte[] {
                                    (byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length
                                };
        byte[] whole = new byte[head.length + length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(content, 0, whole, head.length, length);
        return whole;
    }

    private byte[] bytes(String base64) throws SecretUnavailable {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw unusable("is damaged");
        }
    }

    private String passPhrase() throws SecretUnavailable {
        return passPhrase
                .map(Secret::reveal)
                .orElseThrow(
                        () ->
                                unusable(
                                        "has a pass phrase; put it into auth.keys of the backend,"
                                                + " or as pass_phrase into the profile"));
    }

    private SecretUnavailable wrongPhrase() {
        return unusable("does not open with its pass phrase");
    }

    private SecretUnavailable unusable(String why) {
        return new SecretUnavailable(Reason.UNUSABLE, "The OCI key " + place + " " + why + ".");
    }
}
