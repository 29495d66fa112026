"""The JSON API: look-ups, drafts, review, comparison, export."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from termkit import exchange
from termkit.cli.build import command
from termkit.read.contract import Options
from termkit.read.word.document import read_docx

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx
    from servers import Server

DRAFT = "1. 训研所举办了讲习班,并发言。\n\n2. 联合国开发计划署(开发署)与国际农业发展基金合作。开发署报告。"
BYTES = {"Content-Type": "application/octet-stream"}


def get(client: httpx.Client, path: str, **values: object) -> Any:
    answer = client.get(path, params=values)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return answer.json()


def post(client: httpx.Client, path: str, **body: object) -> Any:
    answer = client.post(path, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def decision(item: dict[str, Any], said: str) -> dict[str, str]:
    return {"full": item["full"], "short": item["short"], "decision": said}


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


# -- look-ups ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["开发署", "開發署", "kaifashu", "kfs", "UNDP", "united nations development", "联合国开发计画署", "undp"]
)
def test_whatever_is_typed_finds_the_concept(server: Server, query: str) -> None:
    hits = get(server.client, "/api/lookup", q=query)["hits"]
    assert "undp" in [hit["concept"] for hit in hits[:3]]
    undp = next(hit for hit in hits if hit["concept"] == "undp")
    assert (undp["full"], undp["full_status"]) == ("联合国开发计划署", "preferred")
    assert undp["glossary"] == "store"  # and not once more from the glossary of the same concept
    assert [hit["concept"] for hit in hits].count("undp") == 1


def test_a_concept_comes_with_evidence_and_sentences(server: Server) -> None:
    concept = get(server.client, "/api/concepts/store/undp")
    statuses = {form["text"]: form["status"] for form in concept["forms"]}
    assert statuses["开发署"] == "preferred"
    used = {each["document"] for form in concept["forms"] for each in form["evidence"]}
    assert len(used) >= 3
    lines = get(server.client, "/api/concepts/store/undp/concordance", limit=5)["lines"]
    assert len(lines) == 5
    for line in lines:
        assert all(line["sentence"][start:end] in statuses for start, end in line["spans"])


def test_several_glossaries_and_no_store(serve: Callable[..., Any], tmp_path: Path) -> None:
    head = "concept,kind,lang,term,type,status,since,until,source,note\n"
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "g.csv").write_text(
            f"{head}x{name},other,zh,水务{name},fullForm,preferred,,,,\n", encoding="utf-8"
        )
    with serve(None, "--glossary", tmp_path / "a" / "g.csv", "--glossary", tmp_path / "b" / "g.csv") as server:
        session = get(server.client, "/api/session")
        assert [each["id"] for each in session["glossaries"]] == ["g", "g-2"]
        assert session["store"] == ""
        assert {hit["glossary"] for hit in get(server.client, "/api/lookup", q="水务")["hits"]} == {"g", "g-2"}
        refused = server.client.get("/api/review")
        assert refused.status_code == 422
        assert "termkit build" in refused.json()["error"]


def test_the_api_describes_itself(server: Server) -> None:
    described = get(server.client, "/api/openapi.json")
    assert described["openapi"].startswith("3.")
    for path, methods in described["paths"].items():
        assert path.startswith("/api/")
        for method in methods.values():
            assert method["summary"], path
    assert {"/api/lookup", "/api/check", "/api/review/decisions", "/api/compare"} <= set(described["paths"])


def test_wrong_use_is_told(termkit: Callable[..., subprocess.CompletedProcess[bytes]], tmp_path: Path) -> None:
    (tmp_path / "x.termkit").write_text("no store", encoding="utf-8")
    for arguments, said in (
        (["none"], "termkit build writes one"),
        (["x.termkit"], "no glossary store"),
        (["--glossary", "none.csv"], "does not exist"),
        (["--host", "no.such.host.invalid"], "--token"),
        (["--host", "no.such.host.invalid", "--token", "t"], "--host"),
    ):
        done = termkit("serve", "--port", "0", *arguments, TERMKIT_CACHE=str(tmp_path / "cache"))
        assert done.returncode == 2, arguments
        assert said in done.stderr.decode()
        assert "Traceback" not in done.stderr.decode()


def test_a_port_that_is_taken_is_told(
    server: Server, termkit: Callable[..., subprocess.CompletedProcess[bytes]]
) -> None:
    done = termkit("serve", "--port", server.address.rsplit(":", 1)[1].strip("/"))
    assert done.returncode == 2
    assert "--port" in done.stderr.decode()


# -- drafts --------------------------------------------------------------------------------------------------


def fixed(text: str, finding: dict[str, Any]) -> str:
    for edit in sorted(finding["fix"]["edits"], key=lambda edit: -edit["start"]):
        text = text[: edit["start"]] + edit["text"] + text[edit["end"] :]
    return text


def test_a_pasted_draft_comes_back_with_terms_and_findings(server: Server) -> None:
    told = post(server.client, "/api/check", text=DRAFT)
    assert told["text"] == DRAFT
    assert all(DRAFT[each["start"] : each["end"]] == each["form"] for each in told["terms"])
    assert {"训研所", "开发署", "国际农业发展基金"} <= {each["form"] for each in told["terms"]}
    assert told["concepts"]["unitar"]["name"] == "联合国训练研究所"
    assert all(DRAFT[each["start"] : each["end"]] == each["text"] for each in told["findings"])
    comma = next(each for each in told["findings"] if each["code"] == "ZH02")
    better = fixed(DRAFT, comma)
    assert "讲习班，并发言" in better
    assert "ZH02" not in {each["code"] for each in post(server.client, "/api/check", text=better)["findings"]}


@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff议联。", "a\r\nb\r\n议联,他\r", "𠀀议联,他", "<script>alert(1)</script>议联"]
)
def test_odd_drafts_keep_their_offsets(server: Server, text: str) -> None:
    told = post(server.client, "/api/check", text=text)
    shown = told["text"]
    assert shown == text.removeprefix("\ufeff")
    for each in told["findings"]:
        assert shown[each["start"] : each["end"]] == each["text"]


def test_wrapped_lines_stand_where_they_were(server: Server) -> None:
    text = "1. 秘书处与联合国开发\n计划署(开发署)合作,\n并与世界卫生组织合作。" + "本段说明情况。" * 20
    told = post(server.client, "/api/check", text=text)
    assert told["text"] == text
    for each in told["terms"]:
        assert text[each["start"] : each["end"]].replace("\n", "") == each["form"]


def test_a_word_file_comes_back_with_comments_and_tracked_fixes(server: Server) -> None:
    made = server.client.post("/api/check/word", json={"text": DRAFT, "name": "草稿.txt"})
    assert made.status_code == 200, made.text
    assert "draft.docx" in made.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(made.content)) as package:
        comments = package.read("word/comments.xml").decode()
    assert "ZH02" in comments
    assert "SF01" in comments

    told = server.client.post("/api/check/file?name=草稿.docx", headers=BYTES, content=made.content).json()
    comma = next(index for index, each in enumerate(told["findings"]) if each["code"] == "ZH02")
    assert "讲习班，并发言" in fixed(told["text"], told["findings"][comma])
    again = server.client.post(
        f"/api/check/word/file?name=草稿.docx&fixed={comma}", headers=BYTES, content=made.content
    )
    assert again.status_code == 200, again.text
    new, old = (read_docx(again.content, "d.docx", Options(original=original)).text for original in (False, True))
    assert "讲习班，并发言" in new
    assert "讲习班,并发言" in old
    assert "训研所" in new
    assert "联合国训练研究所" not in new  # only what was fixed on the page is changed


def test_settings_that_do_not_exist_are_told(server: Server) -> None:
    answer = server.client.post("/api/check", json={"text": "x", "profile": "none"})
    assert answer.status_code == 422
    assert "un-2007" in answer.json()["error"]


# -- review --------------------------------------------------------------------------------------------------


def test_three_decisions_reach_the_export_and_the_next_build(own_server: Server, root: Path) -> None:
    client, store = own_server.client, own_server.store
    assert store is not None
    items = get(client, "/api/review", only="open", limit=500)["items"]
    before = rows(client.get("/api/export?form=csv").text)
    undecided = {row["term"] for row in before if not row["status"]}
    accepted, rejected = [each for each in items if each["short"] in undecided][:2]
    preferred = next(each for each in items if each not in (accepted, rejected))
    for item, said in ((accepted, "accepted"), (rejected, "rejected"), (preferred, "preferred")):
        done = post(client, "/api/review/decisions", by="李敏", decisions=[decision(item, said)])
        (now,) = [each for each in done["items"] if (each["full"], each["short"]) == (item["full"], item["short"])]
        assert now["state"] == said
        assert now["decisions"][0]["by"] == "李敏"
        assert now["decisions"][0]["date"][:2] == "20"
        assert "T" in now["decisions"][0]["date"]
    assert done["progress"] == {"decided": 3, "total": get(client, "/api/review")["total"], "people": {"李敏": 3}}

    def holds(found: list[dict[str, str]]) -> None:
        statuses = {(row["term"], row["status"]) for row in found}
        assert (accepted["short"], "admitted") in statuses
        assert (preferred["short"], "preferred") in statuses
        assert rejected["short"] not in {term for term, _ in statuses}

    exported = client.get("/api/export?form=csv")
    holds(rows(exported.text))
    assert "<tbx" in client.get("/api/export?form=tbx").text
    assert zipfile.is_zipfile(io.BytesIO(client.get("/api/export?form=xlsx").content))
    assert not get(client, "/api/lookup", q=rejected["short"])["hits"] or rejected["short"] not in [
        hit["term"] for hit in get(client, "/api/lookup", q=rejected["short"])["hits"]
    ]
    command.main([str(root / "seeds"), "-o", str(store.parent), "-q"], standalone_mode=False)
    again = client.get("/api/export?form=csv")
    holds(rows(again.text))
    assert sorted(again.text.splitlines()) == sorted(exported.text.splitlines())


def test_a_border_is_edited_and_taken_back(own_server: Server) -> None:
    client = own_server.client
    item = next(each for each in get(client, "/api/review", limit=500)["items"] if each["short"] == "CLIDATA")
    moved = [decision(item, "rejected"), {"full": "新的气象数据管理系统", "short": "CLIDATA", "decision": "accepted"}]
    done = post(client, "/api/review/decisions", by="li", decisions=moved)
    now = next(each for each in done["items"] if each["full"] == item["full"])
    assert (now["state"], now["becomes"]) == ("edited", "新的气象数据管理系统")
    assert "新的气象数据管理系统" in {row["term"] for row in rows(client.get("/api/export?form=csv").text)}
    assert [each["by"] for each in get(client, "/api/review/history")["entries"]] == ["li", "li"]
    undone = post(client, "/api/review/undo", by="li")
    assert len(undone["undone"]) == 2
    assert undone["progress"]["decided"] == 0
    assert post(client, "/api/review/undo", by="li")["undone"] == []
    assert "新的气象数据管理系统" not in {row["term"] for row in rows(client.get("/api/export?form=csv").text)}


def test_two_names_become_one_concept(own_server: Server) -> None:
    client = own_server.client
    first, second = (
        each for each in get(client, "/api/review", only="open")["items"] if each["short"] in {"CLIDATA", "萨摩亚途径"}
    )
    done = post(
        client,
        "/api/review/decisions",
        by="li",
        decisions=[{"full": first["full"], "short": second["full"], "decision": "merged"}],
    )
    assert [each["joined"] for each in done["items"] if each["full"] == second["full"]] == [first["full"]]
    owners = {row["term"]: row["concept"] for row in rows(client.get("/api/export?form=csv").text)}
    assert owners[first["full"]] == owners[second["full"]]


@pytest.mark.parametrize(
    "body",
    [
        {"by": "", "decisions": [{"full": "a", "short": "b", "decision": "accepted"}]},
        {"by": " ", "decisions": [{"full": "a", "short": "b", "decision": "accepted"}]},
        {"by": "li", "decisions": []},
        {"by": "li", "decisions": [{"full": "", "short": "b", "decision": "accepted"}]},
        {"by": "li", "decisions": [{"full": "a", "short": "b", "decision": "maybe"}]},
        {"by": "li", "decisions": [{"full": "a\nb", "short": "b", "decision": "accepted"}]},
        {"by": "li", "decisions": [{"full": "a" * 501, "short": "b", "decision": "accepted"}]},
        {"by": "li", "decisions": [{"full": "a", "short": "b", "decision": "accepted"}, {"full": "a"}]},
    ],
)
def test_decisions_that_are_none_are_refused_whole(server: Server, body: dict[str, Any]) -> None:
    assert server.client.post("/api/review/decisions", json=body).status_code == 422
    assert get(server.client, "/api/review/history")["entries"] == []


# -- comparison ----------------------------------------------------------------------------------------------


def test_the_table_shows_who_calls_what_by_which_name(server: Server) -> None:
    table = get(server.client, "/api/compare", conflict="short", limit=1000)
    assert len(table["documents"]) == 5
    wfp = next(row for row in table["rows"] if row["id"] == "wfp")
    forms = {use["text"] for cell in wfp["cells"] for use in cell}
    assert {"粮食署", "粮食计划署"} <= forms
    assert all("short" in row["conflicts"] for row in table["rows"])
    assert {row["kind"] for row in get(server.client, "/api/compare", kind="fund", limit=1000)["rows"]} == {"fund"}
    assert get(server.client, "/api/compare", text="粮食署")["total"] >= 1
    assert get(server.client, "/api/compare")["total"] > get(server.client, "/api/compare", conflict="any")["total"]


@pytest.mark.parametrize("form", ["csv", "tbx", "xlsx"])
def test_what_is_shown_is_exported(server: Server, tmp_path: Path, form: str) -> None:
    shown = {"conflict": "short", "kind": "programme"}
    wanted = {row["id"] for row in get(server.client, "/api/compare", limit=1000, **shown)["rows"]}
    answer = server.client.get("/api/compare/export", params={"form": form, **shown})
    assert answer.status_code == 200
    assert f"comparison.{form}" in answer.headers["content-disposition"]
    path = tmp_path / f"x.{form}"
    path.write_bytes(answer.content)
    if form == "xlsx":
        from termkit.exchange.workbook import read_rows  # noqa: PLC0415

        found = [cells for _, cells in read_rows(path)]
        assert found[0][:3] == ["concept", "name", "english"]
        assert {cells[0] for cells in found[1:]} == wanted
    else:
        assert {concept.id for concept in exchange.read(path)} == wanted


def test_a_term_that_is_markup_stays_text(serve: Callable[..., Any], tmp_path: Path) -> None:
    glossary = tmp_path / "g.csv"
    glossary.write_text(
        'concept,kind,lang,term,type,status,since,until,source,note\nx,other,zh,<script>alert(1)</script>,fullForm,preferred,,,,"<img src=x onerror=alert(1)>"\n',
        encoding="utf-8",
    )
    with serve(None, "--glossary", glossary) as server:
        answer = server.client.get("/api/lookup", params={"q": "<script>"})
        assert answer.headers["content-type"].startswith("application/json")
        assert json.loads(answer.text)["hits"][0]["full"] == "<script>alert(1)</script>"


def test_a_missing_extra_is_named(root: Path, tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['fastapi'] = None\n"
        "from termkit.cli import main; sys.argv = ['termkit', 'serve', '--port', '0']; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "pip install 'termkit[web]'" in done.stderr
