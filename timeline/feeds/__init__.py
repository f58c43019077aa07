"""The feeds: what subscribers are told, item by item, in three formats.

``channels`` says which feeds there are, ``choosing`` what stands in one, ``making`` what is said in an item;
``rss``, ``atom`` and ``json_feed`` write it down, and ``views`` answers.
"""
