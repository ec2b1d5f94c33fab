package org.openvman.provider.packages;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** The folder of packages, and how methods name what is in it. */
public record PackageFolder(Path folder) {
    private static final String SCHEME = "package:";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,131}");

    /** The folder below the state directory of an endpoint. */
    public static PackageFolder below(Path state) {
        return new PackageFolder(state.resolve("packages"));
    }

    /**
     * The name in a URI.
     *
     * @throws IllegalArgumentException for a URI that is not {@code package:NAME}
     */
    public static String name(String uri) {
        if (!uri.startsWith(SCHEME)) {
            throw new IllegalArgumentException(
                    "URI \"" + uri + "\" is not package:NAME; upload the package first (PUT /packages/NAME)");
        }
        return uri.substring(SCHEME.length());
    }

    /**
     * Where the package of a name is, or would be.
     *
     * @throws IllegalArgumentException for a text that can be no name
     */
    public Path place(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a name for a package: \"" + name + "\"");
        }
        return folder.resolve(name);
    }

    /**
     * Where the package of a name is; empty if there is none.
     *
     * @throws IllegalArgumentException for a text that can be no name
     */
    public Optional<Path> find(String name) {
        return Optional.of(place(name)).filter(Files::isRegularFile);
    }
}
