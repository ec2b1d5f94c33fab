package org.openvman.ovf.edit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A package while it is edited: the descriptor so far, files that come and go, remarks for the user. */
public final class EditSession {
    private final EditableDocument before;
    private EditableDocument document;
    private final Map<String, Path> added = new LinkedHashMap<>();
    private final Set<String> removed = new LinkedHashSet<>();
    private final List<String> notes = new ArrayList<>();

    public EditSession(EditableDocument document) {
        this.before = document;
        this.document = document;
    }

    /** Applies an edit to what the ones before it made. */
    public EditSession apply(Edit edit) {
        edit.apply(this);
        return this;
    }

    public EditableDocument before() {
        return before;
    }

    public EditableDocument document() {
        return document;
    }

    /** Files to be put into the package, by name. */
    public Map<String, Path> added() {
        return Map.copyOf(added);
    }

    /** Names of files that no longer belong to the package. */
    public Set<String> removed() {
        return Set.copyOf(removed);
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }

    public boolean isChanged() {
        return !before.text().equals(document.text()) || !added.isEmpty() || !removed.isEmpty();
    }

    void change(Consumer<Patches> changes) {
        document = document.change(changes);
    }

    /** Changes the systems that a user means, all at once. */
    void changeSystems(String id, BiConsumer<Patches, LocatedElement> change) {
        change(patches -> document.systems(id).forEach(system -> change.accept(patches, system)));
    }

    void addFile(String name, Path content) {
        removed.remove(name);
        added.put(name, content);
    }

    void removeFile(String name) {
        added.remove(name);
        removed.add(name);
    }

    void note(String note) {
        notes.add(note);
    }
}
