package org.openvman.provider.view;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openvman.schema.ClassRepository;
import org.openvman.schema.cim.CimClass;

/** What the views offer, as a Markdown document for people who write clients: {@code docs/profiles.md}. */
public final class ProfileReference {
    private final ClassRepository repository;
    private final StringBuilder text = new StringBuilder();

    private ProfileReference(ClassRepository repository) {
        this.repository = repository;
    }

    /** Describes the profiles in their order. */
    public static String of(ClassRepository repository, List<Profile> profiles) {
        ProfileReference reference = new ProfileReference(repository);
        reference.head(profiles);
        profiles.forEach(reference::describe);
        return reference.text.toString();
    }

    private void head(List<Profile> profiles) {
        line("# Profiles, classes and methods");
        line("");
        line("Written by `ProfileReferenceTest` from the views; do not edit. Classes are in `" + ClassView.VIRT
                + "` unless it says `" + ClassView.INTEROP + "`.");
        line("");
        line("| document | profile | version | central class |");
        line("|---|---|---|---|");
        profiles.stream()
                .flatMap(profile -> profile.registrations().stream())
                .sorted(Comparator.comparing(Profile.Registration::document))
                .forEach(registered -> line("| " + registered.document() + " | " + registered.name() + " | "
                        + registered.version() + " | `" + registered.central().className() + "` |"));
        line("");
    }

    private void describe(Profile profile) {
        if (profile.classes().isEmpty() && profile.associations().isEmpty()) {
            return;
        }
        line("## " + title(profile));
        line("");
        profile.classes().forEach(this::describe);
        associations(profile.associations());
    }

    private static String title(Profile profile) {
        String registered = profile.registrations().stream()
                .map(each -> each.document() + " " + each.name())
                .collect(Collectors.joining(", "));
        return registered.isEmpty() ? words(profile.getClass().getSimpleName()) : registered;
    }

    /** HostProfile becomes Host. */
    private static String words(String typeName) {
        return typeName.replaceAll("Profile$", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    }

    private void describe(ClassView<?> view) {
        line("### " + view.className());
        line("");
        line("A " + lineage(view.className())
                + (view.namespace().equals(ClassView.INTEROP) ? ", in `" + ClassView.INTEROP + "`" : "") + ".");
        line("");
        CimClass cimClass = repository.find(view.className()).orElseThrow();
        Map<Boolean, List<String>> properties = view.getters().stream()
                .map(ClassView.Getter::property)
                .distinct()
                .collect(Collectors.partitioningBy(name ->
                        cimClass.keys().stream().anyMatch(key -> key.name().equalsIgnoreCase(name))));
        list("Keys", properties.getOrDefault(true, List.of()).stream());
        list("Properties", properties.getOrDefault(false, List.of()).stream());
        list("Methods", view.methods().stream().map(ClassView.Method::name));
        line("");
    }

    /** The superclasses up to the first of DMTF's: what a client that knows only the standard asks for. */
    private String lineage(String className) {
        Optional<CimClass> current = repository.find(className).flatMap(this::superclass);
        while (current.isPresent() && !current.get().name().startsWith("CIM_")) {
            current = current.flatMap(this::superclass);
        }
        return current.map(found -> "`" + found.name() + "`").orElse("class of our own");
    }

    private Optional<CimClass> superclass(CimClass of) {
        return of.superclass().flatMap(repository::find);
    }

    private void list(String what, Stream<String> names) {
        String joined = names.map(name -> "`" + name + "`").collect(Collectors.joining(", "));
        if (!joined.isEmpty()) {
            line("- " + what + ": " + joined);
        }
    }

    private void associations(List<AssociationView<?, ?>> views) {
        if (views.isEmpty()) {
            return;
        }
        Map<String, String> rows = new LinkedHashMap<>();
        for (AssociationView<?, ?> view : views) {
            rows.merge(
                    "| `" + view.className() + "` | " + end(view.first()) + " | ",
                    end(view.second()),
                    (before, more) -> before + ", " + more);
        }
        line("| association | from (role) | to (role) |");
        line("|---|---|---|");
        rows.forEach((start, ends) -> line(start + ends + " |"));
        line("");
    }

    private static String end(ClassView.End<?> end) {
        return "`" + end.view().className() + "` (" + end.role() + ")";
    }

    private void line(String content) {
        text.append(content).append('\n');
    }
}
