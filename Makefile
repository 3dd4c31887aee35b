.PHONY: fmt verify it run index

fmt:
	mvn -q spotless:apply
verify:
	mvn verify
it:
	mvn verify -DskipUnitTests
run:
	./lexiseg demo
index:
	./lexiseg index build --from-masks $(FROM) --classifier-nouns --pack lite --out indexes/lite
