/*
 * The Managed Object Format, version 2 (DSP0004, annex "MOF syntax grammar"), with the inline embedded instance
 * of DSP0221. Keywords and names compare without case. Every decision below is LL(1) or nearly so: the parser runs
 * in SLL mode and the server reads its classes at every start.
 */
grammar MofGrammar;

// Keywords are IDENTIFIERs that Keywords.java gives these types, without regard to case. In the lexer they would cost
// half the time that a cold start spends here.
tokens {
    ANY,
    AS,
    ASSOCIATION,
    BOOLEAN,
    CHAR16,
    CLASS,
    DATETIME,
    DISABLEOVERRIDE,
    ENABLEOVERRIDE,
    FALSE,
    FLAVOR,
    INDICATION,
    INSTANCE,
    METHOD,
    NULL,
    OF,
    PARAMETER,
    PROPERTY,
    QUALIFIER,
    REAL32,
    REAL64,
    REF,
    REFERENCE,
    RESTRICTED,
    SCHEMA,
    SCOPE,
    SINT16,
    SINT32,
    SINT64,
    SINT8,
    STRING,
    TOSUBCLASS,
    TRANSLATABLE,
    TRUE,
    UINT16,
    UINT32,
    UINT64,
    UINT8
}

mofSpecification
    : mofProduction* EOF
    ;

mofProduction
    : compilerDirective
    | qualifierDeclaration
    | qualifierList? (classDeclaration | instanceDeclaration)
    ;

compilerDirective
    : PRAGMA identifier LPAREN STRINGLITERAL+ RPAREN
    ;

// Qualifier types

qualifierDeclaration
    : QUALIFIER identifier COLON dataType array? (EQUALS initializer)? COMMA scope (COMMA defaultFlavor)? SEMICOLON
    ;

scope
    : SCOPE LPAREN metaElement (COMMA metaElement)* RPAREN
    ;

metaElement
    : SCHEMA
    | CLASS
    | ASSOCIATION
    | INDICATION
    | QUALIFIER
    | PROPERTY
    | REFERENCE
    | METHOD
    | PARAMETER
    | ANY
    ;

defaultFlavor
    : FLAVOR LPAREN flavor (COMMA flavor)* RPAREN
    ;

flavor
    : ENABLEOVERRIDE
    | DISABLEOVERRIDE
    | RESTRICTED
    | TOSUBCLASS
    | TRANSLATABLE
    ;

// Qualifiers on an element

qualifierList
    : LBRACKET qualifier (COMMA qualifier)* RBRACKET
    ;

qualifier
    : identifier (LPAREN value RPAREN | arrayInitializer)? (COLON flavor+)?
    ;

// Classes, associations, indications

classDeclaration
    : CLASS identifier alias? (COLON identifier)? LBRACE classFeature* RBRACE SEMICOLON
    ;

alias
    : AS ALIAS
    ;

classFeature
    : qualifierList? (typedFeature | referenceFeature)
    ;

typedFeature
    : dataType identifier (methodRest | propertyRest)
    ;

methodRest
    : LPAREN (parameter (COMMA parameter)*)? RPAREN SEMICOLON
    ;

propertyRest
    : array? (EQUALS initializer)? SEMICOLON
    ;

referenceFeature
    : identifier REF identifier (EQUALS initializer)? SEMICOLON
    ;

parameter
    : qualifierList? (dataType | identifier REF) identifier array?
    ;

array
    : LBRACKET INTEGER? RBRACKET
    ;

dataType
    : UINT8
    | SINT8
    | UINT16
    | SINT16
    | UINT32
    | SINT32
    | UINT64
    | SINT64
    | REAL32
    | REAL64
    | CHAR16
    | STRING
    | BOOLEAN
    | DATETIME
    ;

// Instances

instanceDeclaration
    : instanceValue SEMICOLON
    ;

instanceValue
    : INSTANCE OF identifier alias? LBRACE valueInitializer* RBRACE
    ;

valueInitializer
    : qualifierList? identifier EQUALS initializer SEMICOLON
    ;

// Values. One rule for all, and not one for literals within one for elements: half of a schema is arrays of strings.

initializer
    : value
    | arrayInitializer
    ;

arrayInitializer
    : LBRACE (value (COMMA value)*)? RBRACE
    ;

value
    : INTEGER
    | REAL
    | CHARACTER
    | STRINGLITERAL+
    | TRUE
    | FALSE
    | NULL
    | ALIAS
    | instanceValue
    ;

// Names. Keywords are reserved only where the grammar needs them: the schema itself has qualifiers called
// Association, Indication, Reference and Schema.

identifier
    : IDENTIFIER
    | ANY
    | AS
    | ASSOCIATION
    | CLASS
    | DISABLEOVERRIDE
    | ENABLEOVERRIDE
    | FLAVOR
    | INDICATION
    | INSTANCE
    | METHOD
    | OF
    | PARAMETER
    | PROPERTY
    | QUALIFIER
    | REFERENCE
    | RESTRICTED
    | SCHEMA
    | SCOPE
    | TOSUBCLASS
    | TRANSLATABLE
    ;

PRAGMA: '#' [ \t]* [pP] [rR] [aA] [gG] [mM] [aA];

LBRACKET: '[';
RBRACKET: ']';
LBRACE: '{';
RBRACE: '}';
LPAREN: '(';
RPAREN: ')';
COLON: ':';
SEMICOLON: ';';
COMMA: ',';
EQUALS: '=';

INTEGER
    : [+-]? ('0' [xX] HEX+ | [01]+ [bB] | [0-9]+)
    ;

REAL
    : [+-]? [0-9]* '.' [0-9]+ ([eE] [+-]? [0-9]+)?
    ;

CHARACTER
    : '\'' (~['\\\r\n] | ESCAPE) '\''
    ;

STRINGLITERAL
    : '"' (~["\\\r\n] | ESCAPE)* '"'
    ;

fragment ESCAPE
    : '\\' (["'\\bBtTnNfFrR] | [xX] HEX (HEX (HEX HEX?)?)?)
    ;

fragment HEX
    : [0-9a-fA-F]
    ;

ALIAS
    : '$' [a-zA-Z_0-9\u0080-\uFEFE\uFF00-\uFFEF]+
    ;

IDENTIFIER
    : [a-zA-Z_\u0080-\uFEFE\uFF00-\uFFEF] [a-zA-Z_0-9\u0080-\uFEFE\uFF00-\uFFEF]*
    ;

WHITESPACE: [ \t\r\n\f\uFEFF]+ -> skip;
COMMENT: '/*' .*? '*/' -> skip;
LINE_COMMENT: '//' ~[\r\n]* -> skip;
