package dev.patchbay.keys;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

class OwnerOnlyFileContractTest extends KeychainContract {
    @TempDir Path folder;

    @Override
    Keychain keychain() {
        return new OwnerOnlyFile(folder.resolve("secrets.properties"));
    }

    @Override
    Keychain another() {
        return new OwnerOnlyFile(folder.resolve("other/secrets.properties"));
    }
}
