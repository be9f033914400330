package dev.patchbay.backend.oci;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The cipher of a PEM file with `DEK-Info`, as OpenSSL wrote it before PKCS#8: the key is made of
/// pass phrase and salt by MD5, so it protects little. Old key files are still like that.
final class OldPemCipher {
    private static final int SALT_LENGTH = 8;

    private OldPemCipher() {}

    /// Ready to decrypt.
    static Cipher of(String name, String ivHex, String passPhrase) throws GeneralSecurityException {
        byte[] iv = HexFormat.of().parseHex(ivHex);
        boolean triple = name.equals("DES-EDE3-CBC");
        int length =
                switch (name) {
                    case "AES-128-CBC" -> 16;
                    case "AES-192-CBC", "DES-EDE3-CBC" -> 24;
                    case "AES-256-CBC" -> 32;
                    default -> throw new NoSuchAlgorithmException(name);
                };
        byte[] salt = Arrays.copyOf(iv, SALT_LENGTH);
        var key = new SecretKeySpec(key(passPhrase, salt, length), triple ? "DESede" : "AES");
        var cipher =
                Cipher.getInstance(triple ? "DESede/CBC/PKCS5Padding" : "AES/CBC/PKCS5Padding");
        cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv));
        return cipher;
    }

    private static byte[] key(String passPhrase, byte[] salt, int length)
            throws GeneralSecurityException {
        byte[] phrase = passPhrase.getBytes(StandardCharsets.UTF_8);
        byte[] key = new byte[length];
        byte[] last = {};
        for (int filled = 0; filled < length; filled += last.length) {
            var md5 = MessageDigest.getInstance("MD5");
            md5.update(last);
            md5.update(phrase);
            last = md5.digest(salt);
            System.arraycopy(last, 0, key, filled, Math.min(last.length, length - filled));
        }
        return key;
    }
}
