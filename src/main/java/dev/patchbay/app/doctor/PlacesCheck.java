package dev.patchbay.app.doctor;

import dev.patchbay.desktop.AppPaths;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Whether our folders are ours, and what holds secrets is closed to others.
public final class PlacesCheck {
    private static final String SUBJECT = "folders";
    private static final Set<PosixFilePermission> OTHERS_WRITE =
            Set.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private final AppPaths paths;

    public PlacesCheck(AppPaths paths) {
        this.paths = paths;
    }

    public List<Finding> look() {
        List<Finding> wrong = new ArrayList<>();
        int missing = 0;
        for (Map.Entry<String, Path> each : folders().entrySet()) {
            if (Files.isDirectory(each.getValue())) {
                folder(each.getKey(), each.getValue(), wrong);
            } else if (Files.exists(each.getValue(), LinkOption.NOFOLLOW_LINKS)) {
                String found = "%s is no folder, but stands where one is needed.";
                wrong.add(
                        Finding.fail(
                                SUBJECT, found.formatted(each.getValue()), "Move it elsewhere."));
            } else {
                missing++;
            }
        }
        secretFiles().forEach(file -> secretFile(file, wrong));
        if (!wrong.isEmpty()) {
            return wrong;
        }
        String found =
                missing == 0
                        ? "Patchbay's folders are there, its own and closed to others."
                        : "Folders that are not there yet are made when they are needed.";
        return List.of(Finding.ok(SUBJECT, found + " Settings: " + paths.settings()));
    }

    private Map<String, Path> folders() {
        var folders = new LinkedHashMap<String, Path>();
        folders.put("settings", paths.settings());
        folders.put("data", paths.data());
        folders.put("cache", paths.cache());
        folders.put("logs", paths.logs());
        folders.put("runtime", paths.runtime());
        return folders;
    }

    private List<Path> secretFiles() {
        List<Path> files = new ArrayList<>(List.of(paths.secretsFile()));
        for (Path folder : List.of(paths.settings().resolve("tokens"), paths.loginsFolder())) {
            if (Files.isDirectory(folder)) {
                try (var inside = Files.newDirectoryStream(folder, Files::isRegularFile)) {
                    inside.forEach(files::add);
                } catch (IOException _) {
                    files.add(folder); // looked at itself: it may not be entered
                }
            }
        }
        return files;
    }

    private static void folder(String what, Path folder, List<Finding> wrong) {
        if (!Files.isWritable(folder)) {
            wrong.add(
                    Finding.fail(
                            SUBJECT,
                            "The folder of the %s, %s, may not be written to."
                                    .formatted(what, folder),
                            "Give it back to its owner: chmod u+rwx " + quoted(folder)));
        }
        if (isOpen(folder, OTHERS_WRITE)) {
            wrong.add(
                    Finding.warn(
                            SUBJECT,
                            "Others may write into the folder of the %s, %s."
                                    .formatted(what, folder),
                            "Close it: chmod go-w " + quoted(folder)));
        }
    }

    private static void secretFile(Path file, List<Finding> wrong) {
        if (isOpen(file, OTHERS)) {
            wrong.add(
                    Finding.fail(
                            SUBJECT,
                            "Others may read or change %s, which holds secrets.".formatted(file),
                            "Close it: chmod go-rwx " + quoted(file)));
        }
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    private static boolean isOpen(Path path, Set<PosixFilePermission> to) {
        try {
            return Files.exists(path)
                    && path.getFileSystem().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(path).stream().anyMatch(to::contains);
        } catch (IOException _) {
            return false; // gone, or closed even to us, which the folder tells
        }
    }
}
