package org.openvman.provider.hypervisor.libvirt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.openvman.provider.hypervisor.ResourcePool;

/**
 * Finds the storage pools that have one store between them: folders of one file system, of which each says that it has all of
 * it. On this machine the file system is asked; elsewhere folders count as one store if they have the same size and the same
 * space left, which two file systems hardly have by chance.
 */
final class SharedStorage {
    /** Types of pools that are a folder (libvirt, storage pool XML). */
    private static final Set<String> FOLDERS = Set.of("dir", "fs", "netfs");

    /**
     * A pool as it was read.
     *
     * @param description its XML, asked for only if there may be another one on its store
     */
    record Found(ResourcePool pool, long available, Supplier<Optional<XmlElement>> description) {}

    /** What a path of the host is here; empty if the host is another machine. */
    private final Function<Path, Optional<Path>> seen;

    SharedStorage(Function<Path, Optional<Path>> seen) {
        this.seen = seen;
    }

    /** One pool for each store, the one that knows of most that is taken. */
    List<ResourcePool> stores(List<Found> pools) {
        Map<Object, ResourcePool> stores = new HashMap<>();
        for (Found found : pools) {
            boolean alone = pools.stream()
                            .filter(other ->
                                    other.pool().capacity() == found.pool().capacity())
                            .count()
                    == 1;
            stores.merge(
                    alone ? found.pool().name() : store(found),
                    found.pool(),
                    (one, other) -> one.reserved() >= other.reserved() ? one : other);
        }
        List<ResourcePool> result = new ArrayList<>(stores.values());
        result.sort(Comparator.comparing(ResourcePool::name));
        return result;
    }

    private Object store(Found found) {
        Optional<String> folder = found.description()
                .get()
                .filter(xml -> FOLDERS.contains(xml.attributeOr("type", "")))
                .flatMap(xml -> xml.child("target", "path"))
                .map(path -> path.text().strip());
        if (folder.isEmpty()) {
            return found.pool().name();
        }
        Optional<Path> here = seen.apply(Path.of(folder.orElseThrow()));
        if (here.isEmpty()) {
            return List.of(found.pool().capacity(), found.available());
        }
        try {
            return Files.getAttribute(here.orElseThrow(), "unix:dev");
        } catch (IOException | UnsupportedOperationException e) {
            return found.pool().name();
        }
    }
}
