package org.openvman.ovf.client;

import java.util.Map;
import javax.xml.namespace.QName;
import org.openvman.schema.Namespaces;

/** The XML names of WS-Management messages, and their usual prefixes. */
final class WsmanNames {
    static final Map<String, String> PREFIXES = Map.of(
            Namespaces.SOAP, "s",
            Namespaces.ADDRESSING, "wsa",
            Namespaces.TRANSFER, "wxf",
            Namespaces.ENUMERATION, "wsen",
            Namespaces.WSMAN, "wsman",
            Namespaces.CIM_BINDING, "wsmb",
            Namespaces.IDENTITY, "wsmid",
            Namespaces.CIM_COMMON, "cim",
            Namespaces.XSI, "xsi");

    static final QName NAME = new QName("Name");
    static final QName DIALECT = new QName("Dialect");
    static final QName NIL = new QName(Namespaces.XSI, "nil");
    static final QName TYPE = new QName(Namespaces.XSI, "type");

    private WsmanNames() {}

    static QName soap(String name) {
        return new QName(Namespaces.SOAP, name, "s");
    }

    static QName addressing(String name) {
        return new QName(Namespaces.ADDRESSING, name, "wsa");
    }

    static QName transfer(String name) {
        return new QName(Namespaces.TRANSFER, name, "wxf");
    }

    static QName enumeration(String name) {
        return new QName(Namespaces.ENUMERATION, name, "wsen");
    }

    static QName wsman(String name) {
        return new QName(Namespaces.WSMAN, name, "wsman");
    }

    static QName binding(String name) {
        return new QName(Namespaces.CIM_BINDING, name, "wsmb");
    }

    static QName identity(String name) {
        return new QName(Namespaces.IDENTITY, name, "wsmid");
    }
}
