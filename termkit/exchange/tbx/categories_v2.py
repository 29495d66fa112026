"""The data categories of TBX-Default, version 2 (master XCS of ISO 30042:2008).

Columns: element, levels, then names with their values.

Levels are those of the XCS, which limits descriptions only: c concept, l language, t term, - any.
"""

from __future__ import annotations

from termkit.exchange.tbx.categories import Category

__all__ = ["DEFAULT_V2"]

_TABLE = """
termNote - abbreviatedFormFor animacy=animate,inanimate,otherAnimacy antonymTerm etymology falseFriend
termNote - administrativeStatus=standardizedTerm-admn-sts,preferredTerm-admn-sts,admittedTerm-admn-sts,\
deprecatedTerm-admn-sts,supersededTerm-admn-sts,legalTerm-admn-sts,regulatedTerm-admn-sts
termNote - directionality=monodirectional,bidirectional,incommensurate,undetermined
termNote - frequency=commonlyUsed,infrequentlyUsed,rarelyUsed geographicalUsage
termNote - grammaticalGender=masculine,feminine,neuter,otherGender
termNote - grammaticalNumber=singular,plural,dual,mass,otherNumber grammaticalValency homograph
termNote - language-planningQualifier=recommendedTerm,nonstandardizedTerm,proposedTerm,newTerm
termNote - lionHotkey
termNote - normativeAuthorization=standardizedTerm,preferredTerm,admittedTerm,deprecatedTerm,\
supersededTerm,legalTerm,regulatedTerm
termNote - partOfSpeech processStatus=unprocessed,provisionallyProcessed,finalized pronunciation
termNote - proprietaryRestriction=trademark,serviceMark,tradeName
termNote - register=colloquialRegister,neutralRegister,technicalRegister,in-houseRegister,\
bench-levelRegister,slangRegister,vulgarRegister
termNote - shortFormFor temporalQualifier=archaicTerm,outdatedTerm,obsoleteTerm termLocation
termNote - termProvenance=transdisciplinaryBorrowing,translingualBorrowing,loanTranslation,neologism
termNote - termStructure timeRestriction transferComment usageNote
termNote - termType=abbreviation,acronym,clippedTerm,commonName,entryTerm,equation,formula,fullForm,\
initialism,internationalScientificTerm,internationalism,logicalExpression,phraseologicalUnit,partNumber,\
shortForm,shortcut,sku,symbol,synonym,synonymousPhrase,standardText,string,transliteratedForm,\
transcribedForm,variant
admin - annotatedNote applicationSubset businessUnitSubset conceptOrigin customerSubset databaseType
admin - domainExpert
admin - elementWorkingStatus=starterElement,workingElement,consolidatedElement,archiveElement,\
importedElement,exportedElement
admin - entrySource environmentSubset indexHeading keyword originatingDatabase originatingInstitution
admin - originatingPerson productSubset projectSubset searchTerm securitySubset=public,confidential
admin - sortKey source
admin - sourceIdentifier subsetOwner
adminNote - noteSource sourceType=parallelText,backgroundText
descripNote - contextType=definingContext,explanatoryContext,associativeContext,linguisticContext,\
metalinguisticContext,translatedContext
descripNote - definitionType=intensionalDefinition,extensionalDefinition,partitiveDefinition,\
translatedDefinition
descripNote - descriptionType
descrip c antonymConcept subjectField thesaurusDescriptor
descrip cl associatedConcept broaderConceptGeneric broaderConceptPartitive conceptPosition
descrip cl coordinateConceptGeneric
descrip cl coordinateConceptPartitive relatedConcept relatedConceptBroader relatedConceptNarrower
descrip cl sequentiallyRelatedConcept spatiallyRelatedConcept subordinateConceptGeneric
descrip cl subordinateConceptPartitive
descrip cl superordinateConceptGeneric superordinateConceptPartitive temporallyRelatedConcept
descrip clt audio classificationCode definition example explanation figure otherBinaryData table video
descrip clt reliabilityCode=1,2,3,4,5,6,7,8,9,10
descrip t characteristic context quantity range sampleSentence unit
transac - transactionType=origination,input,modification,check,approval,withdrawal,standardization,\
exportation,importation,proposal,userAccess
transacNote - responsibility usageCount
ref - crossReference see
xref - corpusTrace externalCrossReference xAudio xGraphic xMathML xSource xVideo
"""

_LEVELS = {"c": "concept", "l": "language", "t": "term"}


def _parse() -> dict[str, Category]:
    found = {}
    for line in _TABLE.strip().splitlines():
        element, levels, *names = line.split()
        where = frozenset(_LEVELS.values() if levels == "-" else (_LEVELS[letter] for letter in levels))
        for each in names:
            name, _, values = each.partition("=")
            found[name] = Category(name, element, "", where, frozenset(values.split(",") if values else ()))
    return found


DEFAULT_V2: dict[str, Category] = _parse()
"""All categories of TBX-Default by name."""
