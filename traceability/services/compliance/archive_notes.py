"""VERIFY.txt of an audit archive: how to check it with nothing but sha256sum and Python."""

from __future__ import annotations

VERIFY = """\
HOW TO CHECK THIS ARCHIVE WITHOUT LOTLINE

1. Compare the SHA-256 of the ZIP file itself with the one you were told when it was handed over:
       sha256sum FILE.zip
2. Unpack it into an empty folder and compare every file with SHA256SUMS:
       sha256sum -c SHA256SUMS
3. Let the script that lies beside this text check the same and the audit trail (Python 3.9 or
   newer, nothing to install; read it first, it is short):
       python3 verify.py
   It ends with OK and exit code 0, or names what was changed and ends with exit code 1.

What the script checks
- SHA256SUMS names every file of the folder but itself, with its hash, and no other.
- Below cases/ every file bears its own SHA-256 in its name. The same hash stands in the audit
  trail, in the row that tells that the document was kept.
- audit_trail.csv: row_hash is the SHA-256 of the other columns as JSON (keys sorted, no blanks,
  UTF-8, audit_no a number, an empty old_value or new_value null). previous_hash is the row_hash
  of the row before. A text that begins with = + - @ tab, carriage return or ' has one ' before it,
  which is taken off first. The file begins at the first row of the period; what previous_hash of
  that row names is the last row of the archive before.

What to compare beyond it
- manifests/snapshots/*.json: `audit` is where the trail ended when that build was published.
  Rows with these numbers must have these hashes.
- manifests/landing/*.json: previous_hash is the SHA-256 of the manifest file before.
- landing_files.csv: SHA-256 of every source file; a plant that kept its extract can hash it anew.

What this cannot show
- Whoever owns the database and the home can write the whole trail anew, with new hashes. Against
  that helps only what left the house: an earlier archive, or its hash, in somebody else's hands.
- gaps.csv shows owner and state as they were when this archive was written, not as at its end.

如何在没有 Lotline 的情况下核验本档案

1. 将 ZIP 文件本身的 SHA-256 与移交时告知的值比对：
       sha256sum FILE.zip
2. 解压到空文件夹，用 SHA256SUMS 比对每个文件：
       sha256sum -c SHA256SUMS
3. 用随附脚本核验文件与审计轨迹（Python 3.9 或更新版本，无需安装任何软件；脚本很短，请先阅读）：
       python3 verify.py
   结尾显示 OK 且退出码为 0；否则列出被改动之处，退出码为 1。

脚本核验的内容
- SHA256SUMS 列出文件夹内除自身以外的每个文件及其哈希，不多不少。
- cases/ 下每个文件的文件名含其自身的 SHA-256；同一哈希也出现在审计轨迹中保存该文件的那一行。
- audit_trail.csv：row_hash 是其余各列按 JSON（键排序、无空格、UTF-8，audit_no 为数字，old_value
  或 new_value 为空时取 null）计算的 SHA-256；previous_hash 是上一行的 row_hash。以 = + - @ 制表符、
  回车或 ' 开头的文本前加了一个 '，计算前先去掉。文件从期间的第一行开始，其 previous_hash 指向上一份
  档案的最后一行。

还应比对
- manifests/snapshots/*.json 中的 `audit` 是该次构建发布时轨迹的末行，编号与哈希应一致。
- manifests/landing/*.json 中的 previous_hash 是上一个清单文件的 SHA-256。
- landing_files.csv 列出每个源文件的 SHA-256；保留了抽取文件的工厂可自行重新计算。

本档案无法证明的事
- 掌握数据库和主目录的人可以用新的哈希重写整条轨迹；只有已离开本单位的东西（更早的档案或其哈希）
  才能揭示这一点。
- gaps.csv 中的负责人和状态以写出档案时为准，而非期末时。
"""
