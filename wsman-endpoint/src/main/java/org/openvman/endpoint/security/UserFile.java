package org.openvman.endpoint.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.openvman.provider.operation.Principal;
import org.openvman.provider.operation.Role;

/**
 * The users and their password hashes: one line each, {@code name:role:hash}, in a file that only its owner reads.
 *
 * <p>A change is written beside the file and moved over it, so that a reader sees the old users or the new ones. Reads are
 * repeated only when the file was changed. Safe for use by many threads of one process; of two processes that write at
 * once, the later one wins.
 */
public final class UserFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path file;
    private final SecureRandom random = new SecureRandom();
    private Snapshot snapshot = new Snapshot("", Map.of());

    /** The users at one time; the version tells caches that the file was changed. */
    record Snapshot(String version, Map<String, User> users) {}

    public UserFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    /** The users in order of their names. */
    public synchronized List<Principal> list() {
        return current().users().values().stream().map(User::principal).toList();
    }

    /** Adds a user, or gives one that is there another password and role. */
    public synchronized void put(String name, Role role, char[] password) {
        if (password.length == 0) {
            throw new IllegalArgumentException("an empty password is not allowed");
        }
        Map<String, User> users = new TreeMap<>(current().users());
        users.put(name, new User(name, role, PasswordHash.of(password, random)));
        write(users.values());
    }

    /** Removes a user; false if there is none of that name. */
    public synchronized boolean remove(String name) {
        Map<String, User> users = new TreeMap<>(current().users());
        if (users.remove(name) == null) {
            return false;
        }
        write(users.values());
        return true;
    }

    synchronized Snapshot current() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            // A file that was moved into place has another key even within one tick of the clock.
            String version = attributes.lastModifiedTime() + " " + attributes.size() + " " + attributes.fileKey();
            if (!version.equals(snapshot.version())) {
                snapshot = new Snapshot(version, read());
            }
            return snapshot;
        } catch (NoSuchFileException e) {
            snapshot = new Snapshot("none", Map.of());
            return snapshot;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the users file " + file, e);
        }
    }

    private Map<String, User> read() throws IOException {
        Optional<Set<PosixFilePermission>> tooOpen = permissions().filter(all -> !OWNER_ONLY.containsAll(all));
        if (tooOpen.isPresent()) {
            throw new IOException("the users file " + file + " is open to others ("
                    + PosixFilePermissions.toString(tooOpen.get()) + "); run: chmod 600 " + file);
        }
        Map<String, User> users = new TreeMap<>();
        int number = 0;
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            number++;
            if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    User user = User.parse(line.strip());
                    users.put(user.name(), user);
                } catch (IllegalArgumentException e) {
                    throw new IOException(file + ":" + number + ": " + e.getMessage(), e);
                }
            }
        }
        return Collections.unmodifiableMap(users);
    }

    private Optional<Set<PosixFilePermission>> permissions() throws IOException {
        return isPosix() ? Optional.of(Files.getPosixFilePermissions(file)) : Optional.empty();
    }

    private boolean isPosix() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private void write(Collection<User> users) {
        List<String> lines = new ArrayList<>();
        lines.add("# name:role:hash, kept by: openvman user add|remove");
        users.stream().map(User::toString).sorted().forEach(lines::add);
        try {
            Path directory = file.toAbsolutePath().getParent();
            Files.createDirectories(directory);
            FileAttribute<?>[] attributes = isPosix()
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                    : new FileAttribute<?>[0];
            Path beside = Files.createTempFile(directory, ".users", ".new", attributes);
            try {
                Files.write(beside, lines, StandardCharsets.UTF_8);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the users file " + file, e);
        }
    }
}
