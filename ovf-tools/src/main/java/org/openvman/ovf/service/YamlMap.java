package org.openvman.ovf.service;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML mapping that knows which of its keys were asked for, so that the rest can be refused. */
final class YamlMap {
    private final YamlProblems problems;
    private final String path;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final List<String> asked = new ArrayList<>();

    YamlMap(YamlProblems problems, String path, Node node) {
        this.problems = problems;
        this.path = path;
        this.node = node;
        problems.visit(path, node);
        if (!(node instanceof MappingNode mapping)) {
            throw problems.rejected(path, node, "expected 'key: value' lines here");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw problems.rejected(path, tuple.getKeyNode(), "a key must be a plain word");
            }
            if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                problems.add(child(key.getValue()), key, "'" + key.getValue() + "' is given twice");
            }
        }
    }

    /** Builds a thing from this mapping; what its constructor refuses becomes a located problem. */
    <T> T build(Function<YamlMap, T> builder) {
        T built;
        try {
            built = builder.apply(this);
        } catch (ManifestException inconsistent) {
            throw inconsistent;
        } catch (IllegalArgumentException invalid) {
            throw problems.rejected(path, node, String.valueOf(invalid.getMessage()));
        }
        refuseUnknownKeys();
        return built;
    }

    private void refuseUnknownKeys() {
        values.forEach((key, value) -> {
            if (!asked.contains(key)) {
                String nearest = NearestName.of(key, asked)
                        .map(name -> ": did you mean '" + name + "'?")
                        .orElse(" (known: " + String.join(", ", asked) + ")");
                problems.add(child(key), value, "unknown key '" + key + "'" + nearest);
            }
        });
    }

    String text(String key) {
        return scalar(key, text -> text).orElseThrow(() -> missing(key));
    }

    String text(String key, String otherwise) {
        return scalar(key, text -> text).orElse(otherwise);
    }

    <T> T value(String key, Function<String, T> parser) {
        return scalar(key, parser).orElseThrow(() -> missing(key));
    }

    <T> T value(String key, Function<String, T> parser, T otherwise) {
        return scalar(key, parser).orElse(otherwise);
    }

    <T> Optional<T> optional(String key, Function<String, T> parser) {
        return scalar(key, parser);
    }

    Optional<YamlMap> map(String key) {
        return child(key, (childPath, value) -> new YamlMap(problems, childPath, value));
    }

    /** The thing under a key; a bad one is noted and left out. */
    <T> Optional<T> thing(String key, Function<YamlMap, T> builder) {
        try {
            return map(key).map(map -> map.build(builder));
        } catch (YamlProblems.Rejected noted) {
            return Optional.empty();
        }
    }

    /** The things of a list; a bad one is noted and left out, so that one run reports every problem. */
    <T> List<T> list(String key, Function<YamlMap, T> builder) {
        return items(key, (itemPath, item) -> new YamlMap(problems, itemPath, item).build(builder));
    }

    List<String> texts(String key) {
        return items(key, (itemPath, item) -> scalarText(itemPath, item));
    }

    /** What is built for each key of a mapping whose keys are names; in their order. */
    <T> Map<String, T> named(String key, Function<YamlMap, T> builder) {
        return named(key, (map, name) -> map.map(name).map(found -> found.build(builder)));
    }

    /** The text for each key of a mapping whose keys are names; in their order. */
    Map<String, String> namedTexts(String key) {
        return named(key, (map, name) -> Optional.of(map.text(name, "")));
    }

    private <T> Map<String, T> named(String key, BiFunction<YamlMap, String, Optional<T>> reader) {
        Map<String, T> read = new LinkedHashMap<>();
        map(key).ifPresent(map ->
                map.values.keySet().forEach(name -> reader.apply(map, name).ifPresent(value -> read.put(name, value))));
        return read;
    }

    private <T> List<T> items(String key, BiFunction<String, Node, T> reader) {
        return child(key, (listPath, value) -> {
                    if (!(value instanceof SequenceNode sequence)) {
                        throw problems.rejected(listPath, value, "expected a list here: '- ...' lines or [ ... ]");
                    }
                    problems.visit(listPath, value);
                    List<T> read = new ArrayList<>();
                    for (int i = 0; i < sequence.getValue().size(); i++) {
                        try {
                            read.add(reader.apply(
                                    listPath + "[" + i + "]",
                                    sequence.getValue().get(i)));
                        } catch (YamlProblems.Rejected noted) {
                            // its problem is on record; the rest of the list may have more
                        }
                    }
                    return List.copyOf(read);
                })
                .orElse(List.of());
    }

    private <T> Optional<T> scalar(String key, Function<String, T> parser) {
        return child(key, (childPath, value) -> {
            String text = scalarText(childPath, value);
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException invalid) {
                throw problems.rejected(childPath, value, key + ": " + invalid.getMessage());
            }
        });
    }

    private <T> Optional<T> child(String key, BiFunction<String, Node, T> reader) {
        asked.add(key);
        @Nullable Node value = values.get(key);
        return value == null || value.getTag().equals(Tag.NULL)
                ? Optional.empty()
                : Optional.of(reader.apply(child(key), value));
    }

    private String scalarText(String scalarPath, Node value) {
        problems.visit(scalarPath, value);
        if (!(value instanceof ScalarNode scalar)) {
            throw problems.rejected(scalarPath, value, "expected a single value here");
        }
        try {
            Names.requireXmlText("the value", scalar.getValue());
        } catch (IllegalArgumentException unwritable) {
            throw problems.rejected(scalarPath, value, String.valueOf(unwritable.getMessage()));
        }
        return scalar.getValue();
    }

    private YamlProblems.Rejected missing(String key) {
        List<String> unasked =
                values.keySet().stream().filter(name -> !asked.contains(name)).toList();
        String near = NearestName.of(key, unasked)
                .map(name -> "; is '" + name + "' meant to be it?")
                .orElse("");
        return problems.rejected(path, node, "'" + key + "' is missing" + near);
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
